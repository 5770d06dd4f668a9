import { SupervisionDesk } from '../../../../tests/support/supervision-desk.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { RemindUnits } = await import('./remind-units.js');
const { UndoReminders } = await import('./undo-reminders.js');
const { ReleaseReminders } = await import('./release-reminders.js');
const desk = await SupervisionDesk.open(kit);
const { supervisor, otherSupervisor, handler, unitLeader } = desk.people;

afterAll(() => kit.close());
beforeEach(() => kit.clock.set('2026-09-24T10:00:00+08:00'));

const remind = async (caseIds: string[], dryRun = false, by = supervisor) =>
  kit.get(RemindUnits).execute({ caseIds, note: '请抓紧办理', dryRun }, by);
const release = () => kit.get(ReleaseReminders).execute();
const wait = (seconds: number) => kit.clock.advance(seconds / 60);
const reminded = (caseId: string) => kit.sql`
  select user_id from notifications where case_id = ${caseId} and kind = 'supervision.reminded' order by user_id`;

describe('reminding many units at once', () => {
  it('says case by case what became of it', async () => {
    const [first, noUnit, empty, ended] = [
      (await kit.assigned('SWJ')).id,
      (await kit.received()).id,
      (await kit.assigned('RQGS')).id,
      (await kit.assigned('SWJ')).id,
    ];
    await kit.sql`update cases set status = 'CLOSED', closed_at = received_at where id = ${ended}`;
    const unknown = '0190b7c6-0000-7000-8000-000000000001';
    const { id, results, releaseAt } = await remind([first, first, noUnit, empty, ended, unknown]);
    expect(id).not.toBeNull();
    expect(releaseAt).toEqual(new Date('2026-09-24T10:00:10+08:00'));
    expect(results.map(({ caseId, outcome, reason, people }) => [caseId, outcome, reason, people])).toEqual([
      [first, 'REMINDED', null, 2],
      [noUnit, 'SKIPPED', 'NO_UNIT', 0],
      [empty, 'SKIPPED', 'NOBODY_THERE', 0],
      [ended, 'SKIPPED', 'CASE_ENDED', 0],
      [unknown, 'SKIPPED', 'NOT_FOUND', 0],
    ]);
    expect((await desk.alarms('NO_HANDLER')).map(({ subject }) => subject)).toEqual([kit.units.get('RQGS')]);
  });

  it('sends nothing within ten seconds, and then to the handlers and leaders of the unit', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await remind([caseId]);
    wait(9);
    await release();
    expect(await reminded(caseId)).toHaveLength(0);
    wait(1);
    await release();
    await release();
    expect((await reminded(caseId)).map(({ user_id }) => user_id)).toEqual([handler.id, unitLeader.id].sort());
    expect((await kit.eventTypes(caseId)).filter((type) => type === 'case.unitReminded')).toHaveLength(1);
  });

  it('is taken back within the window by whoever sent it, and not after', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    const { id } = await remind([caseId]);
    const undo = (by = supervisor) => kit.get(UndoReminders).execute(id ?? '', by);
    expect(await undo(otherSupervisor)).toBe(false);
    expect(await undo()).toBe(true);
    expect(await undo()).toBe(false);
    wait(60);
    await release();
    expect(await reminded(caseId)).toHaveLength(0);

    const { id: late } = await remind([caseId]);
    wait(10);
    expect(await kit.get(UndoReminders).execute(late ?? '', supervisor)).toBe(false);
  });

  it('in a dry run only says what would happen', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    const { id, results } = await remind([caseId], true);
    expect(id).toBeNull();
    expect(results).toMatchObject([{ outcome: 'REMINDED', people: 2 }]);
    wait(60);
    await release();
    expect(await reminded(caseId)).toHaveLength(0);
  });

  it('does not repeat itself within an hour', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await remind([caseId]);
    expect((await remind([caseId])).results).toMatchObject([{ outcome: 'SKIPPED', reason: 'REMINDED_LATELY' }]);
    kit.clock.advance(60);
    expect((await remind([caseId])).results).toMatchObject([{ outcome: 'REMINDED' }]);
  });

  it('says nothing of a case that ended meanwhile', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await remind([caseId]);
    await kit.sql`update cases set status = 'CLOSED', closed_at = received_at where id = ${caseId}`;
    wait(60);
    await release();
    expect(await reminded(caseId)).toHaveLength(0);
  });

  it('is for supervisors and leaders, one to two hundred cases', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await expect(remind([caseId], false, handler)).rejects.toMatchObject({ name: 'NotPermitted' });
    await expect(remind([])).rejects.toMatchObject({ details: { fields: { caseIds: 'required' } } });
    const many = Array.from({ length: 201 }, (_, each) => `0190b7c6-0000-7000-8000-${String(each).padStart(12, '0')}`);
    await expect(remind(many)).rejects.toMatchObject({ details: { fields: { caseIds: 'tooLong' } } });
  });
});
