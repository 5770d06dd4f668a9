export { ModelSet } from './model-set.js';
export { modelEvent } from './studio-event.model.js';
