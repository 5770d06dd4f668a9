export { EngineReadiness } from './engine-readiness.js';
export { type AlarmKind, raiseAlarm, settleAlarm } from './raise-alarm.js';
