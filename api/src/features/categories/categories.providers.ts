import { CategoriesResolver } from './categories.resolver.js';
import { CategoryQueries } from './category.queries.js';

export const categoriesProviders = [CategoryQueries, CategoriesResolver];
