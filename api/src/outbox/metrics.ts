import { Counter, Gauge, Histogram } from 'prom-client';

export const outboxWaiting = new Gauge({
  name: 'yousu_outbox_waiting',
  help: 'Commands that the engine has not confirmed yet',
});

export const outboxPoisoned = new Gauge({
  name: 'yousu_outbox_poisoned',
  help: 'Commands that an operator must look at',
});

export const relayLagSeconds = new Gauge({
  name: 'yousu_relay_lag_seconds',
  help: 'Age of the oldest command that the engine has not confirmed yet',
});

export const relayedCommands = new Counter({
  name: 'yousu_relay_commands_total',
  help: 'Attempts to tell the engine something',
  labelNames: ['kind', 'outcome'],
});

export const commandSeconds = new Histogram({
  name: 'yousu_relay_command_seconds',
  help: "Time of one command from sending to the engine's answer",
  labelNames: ['kind'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 20],
});
