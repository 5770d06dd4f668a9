import { testSettings } from '../../tests/support/settings.js';
import { JOB_TYPES, TASK_KINDS } from './contract.generated.js';

await testSettings('postgres://unused@127.0.0.1:1/unused');
const { JobHandlerList } = await import('./job-handler-list.js');
const { PLATFORM_TASKS } = await import('./features/tasks/platform/platform-tasks.js');

describe('the contract between code and models', () => {
  it('has exactly one handler for every job type that a model names', () => {
    const count = JobHandlerList.length;
    const parts = Reflect.getMetadata('design:paramtypes', JobHandlerList) as (new (
      ...args: unknown[]
    ) => { definition: { type: string } })[];
    expect(parts).toHaveLength(count);
    const types = parts.map((Handler) => new Handler().definition.type);
    expect(types.sort()).toEqual([...JOB_TYPES]);
  });

  it('has exactly one rule for every platform task that a model names', () => {
    const kinds = PLATFORM_TASKS.map((Rule) => new (Rule as new (...args: unknown[]) => { kind: string })().kind);
    expect(kinds.sort()).toEqual([...TASK_KINDS]);
  });
});
