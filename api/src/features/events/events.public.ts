export { appendEvent, appendEvents, type EventStream, type NewEvent } from './append-event.js';
export { canonicalJson } from './canonical-json.js';
export { EventQueries, type StreamEventRow } from './event.queries.js';
