import type { JobHandler } from './job-handler.js';

/** All handlers of the application; the composition root collects them. */
export abstract class JobHandlers {
  abstract readonly all: readonly JobHandler[];
}
