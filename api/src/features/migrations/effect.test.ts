import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { EffectOfRelease } = await import('./effect-of-release.js');
const effect = kit.get(EffectOfRelease);
const designer = await kit.person('DE');
const agent = await kit.person('CA', { unit: 'ZWZX', team: 'HUAWU' });

const text = (path: string) => readFileSync(join(process.cwd(), 'workflows', path), 'utf8');
const ROUTE = text('processes/case-main.bpmn');
const LIMITS = text('decisions/dmn_deadlines.dmn');

let drafts = 0;
/** Something drawn, without the studio's own ways. */
async function drawn(kind: string, modelId: string, content: string): Promise<string> {
  drafts += 1;
  const id = uuid();
  await kit.sql`delete from model_drafts where kind = ${kind} and model_id = ${modelId}`;
  await kit.sql`
    insert into model_drafts (id, kind, model_id, name, content, created_by, created_at, updated_by, updated_at)
    values (${id}, ${kind}, ${modelId}, ${`d${drafts}`}, ${content}, ${designer.id}, now(), ${designer.id}, now())`;
  return id;
}

async function stands(caseId: string, element: string, state = 'ACTIVE'): Promise<void> {
  const instance = await kit.instanceOf(caseId);
  await kit.sql`
    insert into route_steps (engine_id, instance_key, element_instance_key, element_id, element_type, pass, entered_at, state)
    values (${kit.engineId}, ${instance}, ${kit.models.newKey()}, ${element}, 'USER_TASK', 1, now(), ${state})`;
  if (state !== 'ACTIVE')
    await kit.sql`update process_instances set state = 'COMPLETED', ended_at = now() where instance_key = ${instance}`;
}

/** The case's limits were decided on this. */
async function decidedOn(caseId: string, inputs: unknown[]): Promise<void> {
  const rows = inputs.map((value, n) => ({
    decisionId: 'dmn_deadlines',
    inputId: `i${n}`,
    inputName: '',
    inputValue: JSON.stringify(value),
  }));
  await kit.sql`
    insert into decision_evaluations (engine_id, partition_id, position, case_id, decision_id, decision_key, matched_rules, inputs, at)
    values (${kit.engineId}, 1, ${kit.models.newKey()}, ${caseId}, 'dmn_deadlines', 1, '[]', ${kit.sql.json(rows as never)}, now())`;
}

afterAll(() => kit.close());

it('says where open and ended cases would stand, and what of their way is gone', async () => {
  const [open, other, over] = [await kit.received(), await kit.received(), await kit.received()];
  await stands(open.id, 'qualityCheck');
  await stands(other.id, 'dispatch');
  await stands(over.id, 'dispatch', 'COMPLETED');
  const changed = ROUTE.replace('name="分派工单"', 'name="分派"')
    .replaceAll('"qualityCheck"', '"qualityCheckAgain"')
    .replace('name="质检工单"', 'name="另一步"');
  expect(changed).not.toBe(ROUTE);
  const draftId = await drawn('PROCESS', 'case-main', changed);
  const { processes } = await effect.execute({ draftIds: [draftId], last: 10 }, designer);
  expect(processes).toMatchObject([
    {
      processId: 'case-main',
      open: { total: 2, inPlace: 1, reseat: 0, impossible: 1 },
      ended: { total: 1, inPlace: 1 },
      groups: [
        {
          way: 'IMPOSSIBLE',
          open: 1,
          ended: 0,
          places: [{ from: 'qualityCheck', fromName: '质检工单', to: null }],
          reasons: [{ code: 'not-mapped' }],
        },
        { way: 'IN_PLACE', open: 1, ended: 1, places: [{ from: 'dispatch', to: 'dispatch' }], reasons: [] },
      ],
      goneSteps: [],
    },
  ]);
  const page = await effect.instances({ draftIds: [draftId], processId: 'case-main', first: 1 }, designer);
  expect(page).toMatchObject({
    nodes: [{ caseNumber: open.number, way: 'IMPOSSIBLE' }],
    pageInfo: { hasNextPage: true },
  });
  const { endCursor } = page.pageInfo;
  const rest = await effect.instances({ draftIds: [draftId], processId: 'case-main', after: endCursor }, designer);
  expect(rest.nodes.map(({ caseNumber }) => caseNumber)).toEqual([other.number]);
});

it('reckons which limits of open cases another table gives, through working time', async () => {
  await kit.sql`
    insert into deployed_resources (engine_id, key, kind, resource_id, version, resource_name, content, deployed_at)
    values (${kit.engineId}, ${kit.models.newKey()}, 'DECISION_REQUIREMENTS', 'definitions_dmn_deadlines', 1, 'd.dmn', ${LIMITS}, now())`;
  const [usual, legal, critical] = [await kit.assigned(), await kit.assigned(), await kit.assigned()];
  await decidedOn(usual.id, [2, 'COMPLAINT', '']);
  await decidedOn(legal.id, [2, 'COMPLAINT', '45wd']);
  await decidedOn(critical.id, [4, 'COMPLAINT', '']);
  const handling =
    await kit.sql`select span from clocks where case_id = ${usual.id} and kind = 'HANDLE' and state = 'RUNNING'`;
  expect(handling).toMatchObject([{ span: '5wd' }]);
  const changed = LIMITS.replaceAll('<text>"5wd"</text>', '<text>"3wd"</text>');
  const { limits, processes } = await effect.execute(
    { draftIds: [await drawn('DECISION', 'dmn_deadlines', changed)] },
    designer,
  );
  expect(processes).toEqual([]);
  expect(limits).toMatchObject({ cases: 3, undecided: 0 });
  const [shift] = limits?.shifts.filter(({ clock }) => clock === 'HANDLE') ?? [];
  expect(shift).toMatchObject({ from: '5wd', to: '3wd', cases: 1, running: 1 });
  // Two working days less; over 国庆 and weekends it is more on the wall.
  expect(shift?.latestShiftMs).toBeLessThanOrEqual(-2 * 86_400_000);
});

it('says what running cases meet at once: they bind to the newest on entry', async () => {
  const form = await drawn('FORM', 'form-dispatch', text('forms/form-dispatch.form'));
  const decision = await drawn('DECISION', 'dmn_dispatch_catalog', text('decisions/dmn_dispatch_catalog.dmn'));
  const { bindings } = await effect.execute({ draftIds: [form, decision] }, designer);
  expect(bindings).toMatchObject([
    { kind: 'DECISION', processId: 'case-main', versions: [1], steps: [{ element: 'decideDispatch' }] },
    { kind: 'FORM', processId: 'case-main', steps: [{ element: 'dispatch' }] },
  ]);
  expect(bindings[0]?.openInstances).toBeGreaterThan(0);
});

it('is shown to those who may read models', async () => {
  await expect(effect.execute({ draftIds: [await drawn('FORM', 'f', '{}')] }, agent)).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(effect.execute({ draftIds: [] }, designer)).rejects.toMatchObject({ code: 'INVALID' });
});
