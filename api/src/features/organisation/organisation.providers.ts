import { OrganisationQueries } from './organisation.queries.js';
import { OrganisationResolver } from './organisation.resolver.js';

export const organisationProviders = [OrganisationQueries, OrganisationResolver];
