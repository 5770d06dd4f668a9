import { Counter, Gauge, Histogram } from 'prom-client';

export const jobSeconds = new Histogram({
  name: 'yousu_job_seconds',
  help: "Time from a job's arrival to the engine's answer to its result",
  labelNames: ['type', 'outcome'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
});

export const openStreams = new Gauge({
  name: 'yousu_job_streams_open',
  help: 'Job streams that are open now',
});

export const reopenedStreams = new Counter({
  name: 'yousu_job_streams_reopened_total',
  help: 'Job streams that died and were opened again',
  labelNames: ['type'],
});
