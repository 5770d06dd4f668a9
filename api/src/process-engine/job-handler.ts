import type { z } from 'zod';
import type { JobType } from '../contract.generated.js';
import type { EngineJob } from './process-engine.js';

/** A service job named in the models: what it reads from the engine and what it answers. */
export interface JobDefinition<I, O> {
  readonly type: string;
  readonly input: z.ZodType<I>;
  readonly output: z.ZodType<O>;
  /** Variables that leave the engine: ids and small enums. */
  readonly fetchVariables: string[];
}

/** A type that no model names does not compile. */
export function defineJob<I, O>(definition: JobDefinition<I, O> & { readonly type: JobType }): JobDefinition<I, O> {
  return definition;
}

/** Implemented by features, one class per job type. The same job twice must be harmless. */
export abstract class JobHandler<I = unknown, O = unknown> {
  abstract readonly definition: JobDefinition<I, O>;
  abstract handle(input: I, job: EngineJob): Promise<O>;
}

/** The model draws this refusal: it becomes a BPMN error with this code. */
export class BusinessRefusal extends Error {
  constructor(
    readonly errorCode: string,
    message: string,
  ) {
    super(message);
    this.name = 'BusinessRefusal';
  }
}

/**
 * The outside world is away or something must be waited for: the job is tried again after `backOffMs`. Its tries are KEPT, or
 * COUNTED where somebody has to be told that it does not help: after the last an incident follows.
 */
export class TryAgainLater extends Error {
  constructor(
    message: string,
    readonly backOffMs: number,
    readonly tries: 'KEPT' | 'COUNTED' = 'KEPT',
  ) {
    super(message);
    this.name = 'TryAgainLater';
  }
}
