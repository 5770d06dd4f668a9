export { appendEvent, appendEvents, type NewEvent } from './append-event.js';
export { canonicalJson } from './canonical-json.js';
