export { appendEvent } from './append-event.js';
