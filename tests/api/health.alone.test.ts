import { findTask, receive, story } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';

let system: TestSystem;

beforeAll(async () => {
  system = await sharedSystem();
});

const metrics = async () => (await fetch(`${system.url}/metrics`)).text();

/** Sum of all samples of a metric whose labels contain the text; null when there is none. */
async function sumOf(name: string, labels = ''): Promise<number | null> {
  const samples = (await metrics())
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .filter((line) => line.includes(labels));
  return samples.length === 0 ? null : samples.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

describe('what an operator looks at', () => {
  it('says that the process lives and what it can reach', async () => {
    const live = await fetch(`${system.url}/health/live`);
    expect([live.status, await live.json()]).toEqual([200, { live: true }]);
    const ready = await fetch(`${system.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { database: true, engine: true }]);
  });

  it('measures the relay, the intake, the jobs and GraphQL', async () => {
    const staff = new Staff(system);
    const kase = await receive(staff, story());
    await findTask(staff, 'zhijian', kase.number, 'qualityCheck');
    for (const name of ['yousu_relay_lag_seconds', 'yousu_outbox_waiting', 'yousu_outbox_poisoned'])
      expect(await sumOf(name)).not.toBeNull();
    await waitFor(
      async () => ((await sumOf('yousu_intake_records_total', 'result="stored"')) ?? 0) > 0,
      'records are counted',
    );
    expect(await sumOf('yousu_intake_lag_seconds')).not.toBeNull();
    expect(await sumOf('yousu_relay_command_seconds_count', 'kind="PUBLISH_MESSAGE"')).toBeGreaterThan(0);
    expect(await sumOf('yousu_job_seconds_count', 'type="screen-request"')).toBeGreaterThan(0);
    expect(await sumOf('yousu_job_streams_open')).toBeGreaterThanOrEqual(9);
    expect(await sumOf('yousu_graphql_seconds_count', 'operation="receiveCase"')).toBeGreaterThan(0);
    expect(await sumOf('yousu_graphql_seconds_count', 'outcome="error"')).not.toBeNaN();
  });

  it('shows the lag of the intake as a number that comes back to nothing', async () => {
    // What the files before set going, alarms after moves of time among it, may take its time.
    await waitFor(async () => (await sumOf('yousu_intake_backlog_records')) === 0, 'the intake has caught up', 60_000);
  });

  it('says that the engine is away, and stays ready for people', async () => {
    await system.kill9Engine();
    try {
      const ready = await waitFor(async () => {
        const response = await fetch(`${system.url}/health/ready`);
        const body = (await response.json()) as { database: boolean; engine: boolean };
        return !body.engine && { status: response.status, body };
      }, 'the missing engine is reported');
      expect(ready).toEqual({ status: 200, body: { database: true, engine: false } });
    } finally {
      await system.restartEngine();
    }
    await waitFor(
      async () => ((await (await fetch(`${system.url}/health/ready`)).json()) as { engine: boolean }).engine,
      'the engine is reported back',
      60_000,
    );
  });
});
