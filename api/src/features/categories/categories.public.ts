export { categoryLoader } from './category.loaders.js';
export { CategoryQueries, type CategoryRow } from './category.queries.js';
