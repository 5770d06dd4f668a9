import { SupervisionDesk } from '../../../../../tests/support/supervision-desk.js';
import { openUseCases } from '../../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { PlaceDueCalls } = await import('./place-due-calls.js');
const { RecordCallOutcome } = await import('./record-call-outcome.js');
const { AcknowledgeDemoCall } = await import('./acknowledge-demo-call.js');
const { OutboundCallProvider } = await import('./outbound-call.provider.js');
const desk = await SupervisionDesk.open(kit);
const { supervisor, handler, leader } = desk.people;
const provider = kit.get(OutboundCallProvider);
let taken: { phone: string; attempt: number }[] = [];
let isProviderDown = false;
provider.place = async (call) => {
  if (isProviderDown) throw new Error('ECONNREFUSED');
  taken.push(call);
  return `ref-${taken.length}`;
};

afterAll(() => kit.close());
beforeEach(async () => {
  taken = [];
  isProviderDown = false;
  await kit.sql`update outbound_calls set state = 'DROPPED', next_attempt_at = null where next_attempt_at is not null`;
  kit.clock.set('2026-09-24T10:00:00+08:00');
});

const place = () => kit.get(PlaceDueCalls).execute();
const lines = (callId: string) =>
  kit.sql`select what from outbound_call_lines where call_id = ${callId} order by id`.then((rows) =>
    rows.map(({ what }) => what),
  );

/** A call waits since the moment its limit ran out. */
async function called(at = '2026-09-24T10:00:00+08:00', urgency = 2) {
  kit.clock.set(at);
  kit.clock.advance(-1);
  const { id: caseId } = await kit.assigned('SWJ');
  await kit.sql`update cases set urgency = ${urgency} where id = ${caseId}`;
  await kit.sql`update clock_spans set span = '1m' where case_id = ${caseId} and kind = 'SIGN'`;
  const clock = await desk.clock(caseId, 'SIGN');
  await desk.ring(caseId, clock.id, at);
  const [call] = await desk.calls(caseId);
  return { caseId, callId: call.id as string, read: async () => (await desk.calls(caseId))[0] };
}

describe('a call to the duty phone', () => {
  it('rings three times, ten minutes apart, then the supervisors hear of it', async () => {
    const { callId, caseId, read } = await called();
    const tried: number[] = [];
    for (let minute = 0; minute <= 35; minute += 1) {
      if ((await place()) > 0) tried.push(minute);
      kit.clock.advance(1);
    }
    expect(tried).toEqual([0, 10, 20, 30]);
    expect(await read()).toMatchObject({ state: 'EXHAUSTED', attempt: 3, next_attempt_at: null });
    expect(await lines(callId)).toEqual(['PLACED', 'PLACED', 'PLACED', 'EXHAUSTED']);
    expect((await kit.eventTypes(caseId)).filter((type) => type.startsWith('case.outboundCall'))).toEqual([
      'case.outboundCallQueued',
      'case.outboundCallPlaced',
      'case.outboundCallPlaced',
      'case.outboundCallPlaced',
      'case.outboundCallExhausted',
    ]);
    expect((await kit.notices(supervisor.id)).map(({ kind }) => kind)).toContain('supervision.callExhausted');
  });

  it('is over when somebody presses 1', async () => {
    const { callId, caseId, read } = await called();
    await place();
    const pressed = { callId, attempt: 1, outcome: 'ACKNOWLEDGED' } as const;
    expect(await kit.get(RecordCallOutcome).execute(pressed)).toBe(true);
    expect(await kit.get(RecordCallOutcome).execute(pressed)).toBe(false);
    expect(await read()).toMatchObject({ state: 'ACKNOWLEDGED', attempt: 1 });
    kit.clock.advance(30);
    expect(await place()).toBe(0);
    const heard = (await kit.eventTypes(caseId)).filter((type) => type === 'case.outboundCallAcknowledged');
    expect(heard).toHaveLength(1);
  });

  it.each(['NO_ANSWER', 'BUSY', 'ANSWERED', 'FAILED'] as const)(
    'is tried again after %s, not before its time',
    async (outcome) => {
      const { callId, read } = await called();
      await place();
      expect(await kit.get(RecordCallOutcome).execute({ callId, attempt: 1, outcome })).toBe(true);
      expect(await kit.get(RecordCallOutcome).execute({ callId, attempt: 1, outcome })).toBe(false);
      expect(await read()).toMatchObject({ state: 'NO_ANSWER' });
      kit.clock.advance(9);
      expect(await place()).toBe(0);
      kit.clock.advance(1);
      await place();
      expect(await read()).toMatchObject({ state: 'CALLING', attempt: 2 });
    },
  );

  it('ends with the third try that nobody takes', async () => {
    const { callId, read } = await called();
    for (const attempt of [1, 2, 3]) {
      await place();
      await kit.get(RecordCallOutcome).execute({ callId, attempt, outcome: 'NO_ANSWER' });
      kit.clock.advance(10);
    }
    expect(await read()).toMatchObject({ state: 'EXHAUSTED', attempt: 3 });
  });

  it('counts an acknowledgement that comes late, and nothing about tries that never were', async () => {
    const { callId, read } = await called();
    await place();
    expect(await kit.get(RecordCallOutcome).execute({ callId, attempt: 2, outcome: 'ACKNOWLEDGED' })).toBe(false);
    kit.clock.advance(10);
    await place();
    expect(await kit.get(RecordCallOutcome).execute({ callId, attempt: 1, outcome: 'NO_ANSWER' })).toBe(false);
    expect(await kit.get(RecordCallOutcome).execute({ callId, attempt: 1, outcome: 'ACKNOWLEDGED' })).toBe(true);
    expect(await read()).toMatchObject({ state: 'ACKNOWLEDGED' });
  });

  it('waits for the morning between ten in the evening and seven', async () => {
    const { callId, read } = await called('2026-09-24T22:30:00+08:00');
    expect(await place()).toBe(0);
    expect(await lines(callId)).toEqual(['PUT_OFF']);
    kit.clock.set('2026-09-25T06:59:00+08:00');
    expect(await place()).toBe(0);
    kit.clock.set('2026-09-25T07:00:00+08:00');
    expect(await place()).toBe(1);
    expect(await read()).toMatchObject({ state: 'CALLING', attempt: 1 });
  });

  it('puts a second try off that would fall into the night', async () => {
    const { read } = await called('2026-09-24T21:55:00+08:00');
    await place();
    kit.clock.set('2026-09-24T22:05:00+08:00');
    await place();
    expect(await read()).toMatchObject({ attempt: 1 });
    kit.clock.set('2026-09-25T07:00:00+08:00');
    await place();
    expect(await read()).toMatchObject({ attempt: 2 });
  });

  it('rings at night for 特急', async () => {
    const { read } = await called('2026-09-24T23:30:00+08:00', 4);
    await place();
    expect(await read()).toMatchObject({ state: 'CALLING', attempt: 1 });
  });

  it('is placed once however many look for work', async () => {
    const { callId } = await called();
    await Promise.all([place(), place(), place()]);
    expect(taken).toHaveLength(1);
    expect(await lines(callId)).toEqual(['PLACED']);
  });

  it('tells the provider the phone in clear and keeps it only sealed', async () => {
    const { read } = await called();
    await place();
    expect(taken).toMatchObject([{ phone: '19900008888', attempt: 1 }]);
    const row = await read();
    expect(row.masked_phone).toBe('199****8888');
    expect(Buffer.from(row.phone_cipher).toString('latin1')).not.toContain('19900008888');
  });

  it('that the provider does not take is tried again, and an alarm stands until one is taken', async () => {
    const { callId, read } = await called();
    isProviderDown = true;
    await place();
    expect(await desk.alarms('CALL_PROVIDER_DOWN')).toHaveLength(1);
    expect(await lines(callId)).toEqual(['PLACED', 'FAILED']);
    isProviderDown = false;
    kit.clock.advance(10);
    await place();
    expect(await read()).toMatchObject({ state: 'CALLING', attempt: 2, last_error: null });
    expect(await desk.alarms('CALL_PROVIDER_DOWN')).toEqual([]);
  });

  it('has failed when the provider took not even the last try', async () => {
    const { read } = await called();
    isProviderDown = true;
    for (let minute = 0; minute <= 30; minute += 10) {
      await place();
      kit.clock.advance(10);
    }
    expect(await read()).toMatchObject({ state: 'FAILED', attempt: 3 });
  });
});

describe("the demonstration's outbox", () => {
  it('lets a supervisor press 1 while it rings', async () => {
    const { callId } = await called();
    const press = async (by = supervisor) => kit.get(AcknowledgeDemoCall).execute(callId, by);
    await expect(press()).rejects.toMatchObject({ name: 'CallNotRinging' });
    await place();
    await expect(press(handler)).rejects.toMatchObject({ name: 'NotPermitted' });
    await expect(press(leader)).rejects.toMatchObject({ name: 'NotPermitted' });
    await press();
    await expect(press()).rejects.toMatchObject({ name: 'CallNotRinging' });
  });

  it('is no way round a real provider', async () => {
    const { callId } = await called();
    await place();
    await kit.sql`update outbound_calls set provider = 'HTTP' where id = ${callId}`;
    const press = async () => kit.get(AcknowledgeDemoCall).execute(callId, supervisor);
    await expect(press()).rejects.toMatchObject({ name: 'CallNotRinging' });
  });

  it('lists calls newest first, page by page', async () => {
    const { CallQueries } = await import('./call.queries.js');
    const made: string[] = [];
    for (let each = 0; each < 3; each += 1) made.unshift((await called(`2026-10-14T1${each}:00:00+08:00`)).callId);
    const read = (after: string | null) => kit.get(CallQueries).list(kit.database.sql, supervisor, { first: 2, after });
    const first = await read(null);
    const second = await read(first.pageInfo.endCursor);
    expect([...first.nodes, ...second.nodes].slice(0, 3).map(({ id }) => id)).toEqual(made);
  });
});

describe('the sweep', () => {
  it('rings when it is woken and stops at once', async () => {
    const { SupervisionSweep } = await import('../supervision-sweep.js');
    const { waitFor } = await import('../../../../../tests/support/wait-for.js');
    const sweep = kit.get(SupervisionSweep);
    sweep.start();
    try {
      const { read } = await called();
      await waitFor(async () => (await read()).state === 'CALLING', 'the call rings');
      kit.clock.advance(10);
      await waitFor(async () => (await read()).attempt === 2, 'the second try rings');
    } finally {
      await sweep.stop();
    }
  });
});
