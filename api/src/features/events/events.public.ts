export { appendEvent, appendEvents, type EventStream, type NewEvent } from './append-event.js';
export { canonicalJson } from './canonical-json.js';
