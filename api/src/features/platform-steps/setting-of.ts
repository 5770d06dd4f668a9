import type { EngineJob } from '../../process-engine/process-engine.js';
import { StepNotSet } from './platform-step.errors.js';

/** A header of the step with one of the values that are known. @throws StepNotSet */
export function settingOf<T extends string>(job: EngineJob, name: string, values: readonly T[]): T {
  const found = values.find((value) => value === job.headers[name]);
  if (!found) throw new StepNotSet(job.elementId, name);
  return found;
}

/** The same where the header may be left out. @throws StepNotSet */
export function optionalSettingOf<T extends string>(job: EngineJob, name: string, values: readonly T[]): T | null {
  return job.headers[name] ? settingOf(job, name, values) : null;
}
