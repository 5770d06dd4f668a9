export { ModelSet } from './model-set.js';
