import { AreaResolver } from './area.resolver.js';
import { OrganisationQueries } from './organisation.queries.js';
import { OrganisationResolver } from './organisation.resolver.js';

export const organisationProviders = [AreaResolver, OrganisationQueries, OrganisationResolver];
