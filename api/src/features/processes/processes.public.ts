export { ProcessModels } from './process-models.js';
