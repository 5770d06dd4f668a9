import { CitizenDoor } from './citizen-door.js';
import { CitizensResolver } from './citizens.resolver.js';
import { ProgressQueries } from './progress.queries.js';

export const citizensProviders = [CitizenDoor, CitizensResolver, ProgressQueries];
