export { appendEvent, type NewEvent } from './append-event.js';
