import { EventQueries } from './event.queries.js';
import { CaseEventResolver, CaseTimelineResolver, StreamEventResolver } from './events.resolver.js';

export const eventsProviders = [EventQueries, CaseTimelineResolver, CaseEventResolver, StreamEventResolver];
