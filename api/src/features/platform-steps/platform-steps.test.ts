import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { JobHandler } from '../../process-engine/job-handler.js';

const kit = await openUseCases();
const { Clock } = await import('../../clock/clock.js');
const { CaseRepository } = await import('../cases/cases.public.js');
const { HttpCallJob } = await import('./http-call.job.js');
const { HttpDoor } = await import('./http/http-door.js');
const { OpenSupervisionJob } = await import('./open-supervision.job.js');
const { OutboundCallJob } = await import('./outbound-call.job.js');
const { SendNoticeJob } = await import('./send-notice.job.js');
const { SetStatusJob } = await import('./set-status.job.js');
const { StartClockJob } = await import('./start-clock.job.js');
const { StopClockJob } = await import('./stop-clock.job.js');
const { ProgressQueries } = await import('../citizens/progress.queries.js');

const supervisor = await kit.person('SU');
const handler = await kit.person('HA', { unit: 'SWJ' });
const leader = await kit.person('UL', { unit: 'SWJ' });

afterAll(() => kit.close());

interface Step {
  headers?: Record<string, string>;
  variables?: Record<string, unknown>;
  key?: string;
  processId?: string;
  retries?: number;
}

/** A step that a designer drew; what goes in and out passes its contract. */
async function run<I, O>(step: JobHandler<I, O>, caseId: string, drawn: Step = {}): Promise<O> {
  const { headers = {}, variables = {}, key = kit.models.newKey(), processId = 'case-main', retries = 3 } = drawn;
  const { input, output, type } = step.definition;
  const answer = await step.handle(input.parse({ caseId, ...variables }), {
    key,
    type,
    instanceKey: await kit.instanceOf(caseId),
    elementInstanceKey: kit.models.newKey(),
    elementId: 'drawnStep',
    processId,
    processVersion: 1,
    definitionKey: kit.models.definitionKey('case-main'),
    headers,
    variables: { caseId, ...variables },
    retries,
  });
  return output.parse(answer);
}

const noticesOf = async (userId: string, caseId: string) =>
  (
    await kit.sql`select kind from notifications where user_id = ${userId} and case_id = ${caseId} order by created_at`
  ).map(({ kind }) => kind);
const eventsOf = (caseId: string, type: string) =>
  kit.sql`select body from events where case_id = ${caseId} and type = ${type}`;
const clocksOf = (caseId: string, kind: string) =>
  kit.sql`select state, span from clocks where case_id = ${caseId} and kind = ${kind} order by round`;

describe('send-notice', () => {
  const send = kit.get(SendNoticeJob);

  it('tells a role, the lead unit and a unit that the model names', async () => {
    const { id } = await kit.assigned('SWJ');
    await run(send, id, { headers: { to: 'ROLE', role: 'SU', notice: 'LOOK_AT_CASE' } });
    expect(await noticesOf(supervisor.id, id)).toEqual(['step.LOOK_AT_CASE']);
    await run(send, id, { headers: { to: 'UNIT', notice: 'MIND_THE_LIMIT' }, variables: { leadUnit: 'SWJ' } });
    expect(await noticesOf(handler.id, id)).toEqual(['step.MIND_THE_LIMIT']);
    expect(await noticesOf(leader.id, id)).toEqual(['step.MIND_THE_LIMIT']);
    const other = await kit.person('HA', { unit: 'CGJ' });
    const variables = { leadUnit: 'SWJ', noticeUnit: 'CGJ' };
    await run(send, id, { headers: { to: 'UNIT', notice: 'SPECIAL_CARE' }, variables });
    expect(await noticesOf(other.id, id)).toEqual(['step.SPECIAL_CARE']);
    expect(await noticesOf(handler.id, id)).toEqual(['step.MIND_THE_LIMIT']);
  });

  it('tells the requester on the progress page', async () => {
    const { id } = await kit.received();
    await run(send, id, { headers: { to: 'REQUESTER', notice: 'ON_SITE_VISIT' } });
    const steps = await new ProgressQueries().steps(kit.database.sql, id);
    expect(steps.map(({ kind }) => kind)).toEqual(['received', 'notice_ON_SITE_VISIT']);
    expect(await kit.sql`select kind, text from citizen_messages where case_id = ${id} and kind = 'PROGRESS'`).toEqual([
      { kind: 'PROGRESS', text: 'ON_SITE_VISIT' },
    ]);
  });

  it('tells once, however often its job comes', async () => {
    const { id } = await kit.received();
    const step = { headers: { to: 'ROLE', role: 'SU', notice: 'LOOK_AT_CASE' }, key: kit.models.newKey() };
    await run(send, id, step);
    await Promise.all([run(send, id, step), run(send, id, step)]);
    expect(await noticesOf(supervisor.id, id)).toEqual(['step.LOOK_AT_CASE']);
    expect(await eventsOf(id, 'case.noticeSent')).toHaveLength(1);
  });

  it('stops for an operator where the step does not say whom or what, or names no unit that is there', async () => {
    const { id } = await kit.received();
    const wrong: Step[] = [
      {},
      { headers: { to: 'ROLE', role: 'HA', notice: 'LOOK_AT_CASE' } },
      { headers: { to: 'REQUESTER', notice: 'LOOK_AT_CASE' } },
      { headers: { to: 'UNIT', notice: 'LOOK_AT_CASE' }, variables: { noticeUnit: 'NOWHERE' } },
    ];
    for (const step of wrong) await expect(run(send, id, step)).rejects.toMatchObject({ name: 'StepNotSet' });
  });
});

describe('set-status', () => {
  const set = kit.get(SetStatusJob);

  it('moves status and phase on the route, and tells what they were', async () => {
    const { id } = await kit.received();
    const step = { headers: { status: 'DISPATCHING', phase: 'DISPATCH' } };
    await run(set, id, step);
    await run(set, id, step);
    expect(await kit.case(id)).toMatchObject({ status: 'DISPATCHING', phase: 'DISPATCH' });
    expect(await eventsOf(id, 'case.statusSet')).toMatchObject([
      { body: { oldStatus: 'RECEIVED', newStatus: 'DISPATCHING' } },
    ]);
  });

  it('refuses beside the route, and a status of a case that has ended', async () => {
    const { id } = await kit.received();
    await expect(
      run(set, id, { headers: { status: 'DISPATCHING' }, processId: 'case-inspection' }),
    ).rejects.toMatchObject({ name: 'StatusOutsideRoute' });
    await expect(run(set, id, { headers: { status: 'CLOSED' } })).rejects.toMatchObject({ name: 'StepNotSet' });
    expect(await kit.case(id)).toMatchObject({ status: 'RECEIVED' });
  });
});

describe('open-supervision', () => {
  const open = kit.get(OpenSupervisionJob);
  const ordersOf = (caseId: string) =>
    kit.sql`select level, trigger, opened_by from supervision_orders where case_id = ${caseId} order by opened_at`;

  it('opens one order as the supervision desk would, once', async () => {
    const { id } = await kit.assigned('SWJ');
    const step = { headers: { level: '2', trigger: 'RISK' }, key: kit.models.newKey() };
    await run(open, id, step);
    await run(open, id, step);
    expect(await ordersOf(id)).toEqual([{ level: 2, trigger: 'RISK', opened_by: null }]);
    expect(await noticesOf(handler.id, id)).toContain('supervision.opened');
    expect((await kit.outbox(id)).filter(({ command }) => command.name === 'msg.supervision.open')).toHaveLength(1);
  });

  it('does not open a second one of the level, nor one of level 5', async () => {
    const { id } = await kit.assigned('SWJ');
    await run(open, id, { headers: { level: '2', trigger: 'MANUAL' } });
    await run(open, id, { headers: { level: '2', trigger: 'MANUAL' } });
    expect(await ordersOf(id)).toHaveLength(1);
    await expect(run(open, id, { headers: { level: '5', trigger: 'MANUAL' } })).rejects.toMatchObject({
      name: 'StepNotSet',
    });
  });
});

describe('start-clock and stop-clock', () => {
  const start = kit.get(StartClockJob);
  const stop = kit.get(StopClockJob);

  it('start a limit with a span of its own or that of the decision, each job once', async () => {
    const { id } = await kit.received();
    const step = { headers: { clock: 'REWORK', span: '3wh' }, key: kit.models.newKey() };
    await run(start, id, step);
    await run(start, id, { headers: { clock: 'FOLLOW_UP' } });
    expect(await clocksOf(id, 'REWORK')).toEqual([{ state: 'RUNNING', span: '3wh' }]);
    expect(await clocksOf(id, 'FOLLOW_UP')).toEqual([{ state: 'RUNNING', span: '1wd' }]);
    await run(stop, id, { headers: { clock: 'REWORK', as: 'MET' } });
    await run(start, id, step);
    expect(await clocksOf(id, 'REWORK')).toEqual([{ state: 'MET', span: '3wh' }]);
  });

  it('stop a limit and free the task that it limited', async () => {
    const { id } = await kit.received();
    const task = await kit.open('qualityCheck', id);
    expect((await kit.task(task)).dueAt).not.toBe(Infinity);
    await run(stop, id, { headers: { clock: 'ACCEPT', as: 'STOPPED' } });
    expect(await clocksOf(id, 'ACCEPT')).toMatchObject([{ state: 'STOPPED' }]);
    const [freed] = await kit.sql`select due_at = 'infinity' as free from tasks where id = ${task}`;
    expect(freed).toEqual({ free: true });
    expect(await eventsOf(id, 'clock.stopped')).toMatchObject([{ body: { clock: 'ACCEPT', as: 'STOPPED' } }]);
  });

  it('have nothing to stop where none runs, and stop for an operator where nothing says how long', async () => {
    const { id } = await kit.received();
    await run(stop, id, { headers: { clock: 'HANDLE', as: 'MET' } });
    expect(await eventsOf(id, 'clock.stopped')).toEqual([]);
    for (const headers of [{ clock: 'TEA' }, { clock: 'CO_HANDLE' }, { clock: 'REWORK', span: 'soon' }] as never[])
      await expect(run(start, id, { headers })).rejects.toMatchObject({ name: 'StepNotSet' });
  });
});

describe('outbound-call', () => {
  const call = kit.get(OutboundCallJob);

  it("queues one call to the unit's duty phone, or tells the supervisors that there is none", async () => {
    const { id } = await kit.assigned('SWJ');
    const step = { key: kit.models.newKey() };
    await run(call, id, step);
    await run(call, id, step);
    const [told] = await kit.sql`
      select (select count(*)::int from outbound_calls where case_id = ${id}) as calls,
        (select count(*)::int from ops_alarms where case_id = ${id} and kind = 'NO_DUTY_PHONE') as alarms`;
    expect((told?.calls ?? 0) + (told?.alarms ?? 0)).toBeGreaterThan(0);
    expect(await eventsOf(id, 'case.callAsked')).toHaveLength(1);
    await expect(run(call, id, { variables: { callUnit: 'NOWHERE' } })).rejects.toMatchObject({ name: 'StepNotSet' });
  });
});

describe('http-call', () => {
  const asked: { url: string; body: string }[] = [];
  let answer: (response: ServerResponse) => void = () => {};
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    asked.push({ url: request.url ?? '', body });
    answer(response);
  });
  let host = '';
  let call: InstanceType<typeof HttpCallJob>;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host = `permits.example.test:${(server.address() as AddressInfo).port}`;
    const door = new HttpDoor([`http://${host}`], {
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      isAllowed: () => true,
      timeoutMs: 2_000,
    });
    call = new HttpCallJob(kit.database, kit.get(Clock), kit.get(CaseRepository), door);
  });
  beforeEach(() => {
    asked.length = 0;
    answer = (response) => void response.writeHead(200).end('{"data":{"state":"VALID","owner":"王测试"},"fee":12}');
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const step = (changes: Step = {}): Step => ({
    headers: {
      method: 'POST',
      output1: 'permitState',
      output1Type: 'ENUM',
      output1Path: 'data.state',
      output1Choices: 'VALID,EXPIRED',
      output2: 'permitOwner',
      output2Type: 'ENUM',
      output2Path: 'data.owner',
      output2Choices: 'CITY',
      output3: 'fee',
      output3Type: 'NUMBER',
      output3Path: 'fee',
    },
    variables: { httpUrl: `http://${host}/permits`, httpBody: { caseNumber: 'LC1', area: '99' } },
    ...changes,
  });

  it('asks with what the model puts together, and takes back only values that the model names and lists', async () => {
    const { id } = await kit.received();
    expect(await run(call, id, step())).toEqual({ permitState: 'VALID', permitOwner: null, fee: 12 });
    expect(asked).toEqual([{ url: '/permits', body: '{"caseNumber":"LC1","area":"99"}' }]);
    const [event] = await eventsOf(id, 'case.httpCalled');
    expect(event?.body).toMatchObject({ host, method: 'POST', status: 200 });
    expect(JSON.stringify(event)).not.toContain('王测试');
  });

  it('asks once for one job whose answer was kept', async () => {
    const { id } = await kit.received();
    const key = kit.models.newKey();
    const first = await run(call, id, step({ key }));
    expect(await run(call, id, step({ key }))).toEqual(first);
    expect(asked).toHaveLength(1);
  });

  it('draws a refusal, tries again what another try may change, and counts its tries', async () => {
    const { id } = await kit.received();
    answer = (response) => void response.writeHead(422).end('{}');
    await expect(run(call, id, step())).rejects.toMatchObject({ name: 'BusinessRefusal', errorCode: 'HTTP_REFUSED' });
    for (const status of [500, 503, 429]) {
      answer = (response) => void response.writeHead(status).end();
      await expect(run(call, id, step())).rejects.toMatchObject({ name: 'TryAgainLater', tries: 'COUNTED' });
    }
    answer = (response) => void response.destroy();
    const waits = [];
    for (const retries of [5, 4, 3, 2])
      waits.push(await run(call, id, step({ retries })).catch((error: { backOffMs: number }) => error.backOffMs));
    expect(waits).toEqual([5_000, 30_000, 120_000, 600_000]);
  });

  it('stops for an operator on a redirect, on an answer that is no JSON, and on settings that do not hold', async () => {
    const { id } = await kit.received();
    answer = (response) => void response.writeHead(301, { location: '/other' }).end();
    await expect(run(call, id, step())).rejects.toMatchObject({ name: 'HttpRedirected' });
    answer = (response) => void response.writeHead(200).end('<html>');
    await expect(run(call, id, step())).rejects.toMatchObject({ name: 'HttpAnswerUnreadable' });
    await expect(run(call, id, step({ headers: {} }))).rejects.toMatchObject({ name: 'HttpCallNotSet' });
    await expect(run(call, id, step({ variables: { httpUrl: 'http://elsewhere.test/' } }))).rejects.toMatchObject({
      name: 'HttpHostNotAllowed',
    });
  });
});
