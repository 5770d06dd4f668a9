export { isDatabaseKey } from './database-key.js';
export { EngineReadiness } from './engine-readiness.js';
export { raiseAlarm, settleAlarm } from './raise-alarm.js';
