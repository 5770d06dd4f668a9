export { categoryLoader, categoryOf } from './category.loaders.js';
export { CategoryQueries, type CategoryRow } from './category.queries.js';
