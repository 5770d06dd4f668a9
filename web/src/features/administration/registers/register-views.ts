import { areasView } from './areas-view.js';
import { categoriesView } from './categories-view.js';
import type { RegisterView } from './register-view.js';
import { teamsView } from './teams-view.js';
import { unitsView } from './units-view.js';
import { usersView } from './users-view.js';

/** In the order of the tabs. */
export const registerViews: readonly RegisterView[] = [usersView, unitsView, teamsView, categoriesView, areasView];
