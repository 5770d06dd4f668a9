export { appendEvent, appendEvents, type NewEvent } from './append-event.js';
