export { EngineReadiness } from './engine-readiness.js';
