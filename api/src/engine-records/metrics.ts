import { Counter, Gauge, Histogram } from 'prom-client';

export const intakeRecords = new Counter({
  name: 'yousu_intake_records_total',
  help: 'Records the engine delivered: stored, not needed, delivered before, or parked',
  labelNames: ['result'],
});

export const intakeSeconds = new Histogram({
  name: 'yousu_intake_batch_seconds',
  help: 'Time to store one delivery of the engine',
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

export const intakeFailures = new Counter({
  name: 'yousu_intake_failures_total',
  help: 'Deliveries that were refused and will be sent again',
});

export const intakeBacklog = new Gauge({
  name: 'yousu_intake_backlog_records',
  help: 'Positions between what the engine processed and what it exported, over all partitions',
});

export const intakeLagSeconds = new Gauge({
  name: 'yousu_intake_lag_seconds',
  help: 'How long records of the engine have been waiting to be stored; NaN when the engine cannot be asked',
});
