import { verifyChain } from '../../../../tests/support/event-chain.js';
import { formText, openStudio, processText } from '../../../../tests/support/studio-kit.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import { waitFor } from '../../../../tests/support/wait-for.js';

const kit = await openUseCases();
const studio = await openStudio(kit);
const { ProposeRelease } = await import('./propose-release.js');
const { ProposeRollBack } = await import('./propose-roll-back.js');
const { DecideRelease } = await import('./decide-release.js');
const { WithdrawRelease } = await import('./withdraw-release.js');
const { RetryRelease } = await import('./retry-release.js');
const { DeployReleases } = await import('./deploy-releases.js');
const { DeploymentWorker } = await import('./deployment-worker.js');
const { ReleaseQueries } = await import('./release.queries.js');
const { ModelQueries } = await import('./model.queries.js');
const { EngineRefused } = await import('../../process-engine/engine-errors.js');

const designer = await kit.person('DE', { name: '宋图' });
const leader = await kit.person('LD', { name: '郑川' });
const deploy = kit.get(DeployReleases);
const decide = kit.get(DecideRelease);

const propose = (draftIds: string[], changes = {}) =>
  kit.get(ProposeRelease).execute({ draftIds, title: '加一步', ...changes }, designer);
/** A process with a changed step, saved and proposed. */
async function proposed(task = 'B', changes = {}) {
  const id = await studio.process();
  const draft = await studio.drawn(id, task, designer);
  return { id, draft, release: await propose([draft.id], changes) };
}
const approve = (id: string) => decide.execute(id, 'APPROVED', null, leader);
const stateOf = async (id: string) => (await kit.get(ReleaseQueries).find(kit.database.sql, id))?.state;
const release = async (id: string) => kit.get(ReleaseQueries).find(kit.database.sql, id);
const versions = (modelId: string) =>
  kit.get(ModelQueries).versions(kit.database.sql, kit.engineId, [{ kind: 'PROCESS', modelId }]);
const deployments = () => kit.engine.sent.filter(({ command }) => command === 'deploy').length;

afterEach(async () => {
  kit.engine.state = 'UP';
  kit.engine.beforeCommand = () => {};
  while (await deploy.execute());
});
afterAll(() => kit.close());

describe('a release', () => {
  it('is a copy: what is drawn afterwards is not in it', async () => {
    const { id, draft, release: made } = await proposed();
    await studio.save.execute(draft.id, draft.revision, processText(id, 'later'), designer);
    const [copy] = await kit.get(ReleaseQueries).contents(kit.database.sql, [made.id]);
    expect(copy?.content).toBe(processText(id, 'B'));
    expect(made).toMatchObject({ state: 'PROPOSED', proposedBy: '宋图' });
    expect(made.number).toMatch(/^R-2026-\d{4,}$/);
    expect((await kit.notices(leader.id)).at(-1)).toMatchObject({ kind: 'release.proposed' });
    await expect(kit.sql`update release_models set content = 'other' where release_id = ${made.id}`).rejects.toThrow(
      'kept as they were proposed',
    );
  });

  it('needs something new, readable and of our kind of user tasks', async () => {
    const id = await studio.process();
    const draft = await studio.open.execute({ kind: 'PROCESS', modelId: id }, designer);
    await expect(propose([draft.id])).rejects.toMatchObject({ name: 'NothingNew', details: { version: 1 } });
    const foreign = processText(id).replace('<bpmn:incoming>a', '<zeebe:userTask /><bpmn:incoming>a');
    await studio.save.execute(draft.id, 1, foreign, designer);
    await expect(propose([draft.id])).rejects.toMatchObject({
      name: 'ReleaseHasFindings',
      details: { findings: [{ path: `processes/${id}.bpmn`, rule: 'userTaskKind' }] },
    });
    await expect(propose([])).rejects.toMatchObject({ code: 'INVALID' });
    await expect(propose([draft.id], { title: ' ' })).rejects.toMatchObject({ code: 'INVALID' });
  });

  it('is decided by a leader who did not propose it, once', async () => {
    const both = await kit.person(['DE', 'LD']);
    const id = await studio.process();
    const draft = await studio.drawn(id, 'B', both);
    const own = await kit.get(ProposeRelease).execute({ draftIds: [draft.id], title: '自己' }, both);
    await expect(decide.execute(own.id, 'APPROVED', null, both)).rejects.toMatchObject({
      name: 'SecondPersonApproves',
    });
    await expect(decide.execute(own.id, 'APPROVED', null, designer)).rejects.toMatchObject({ name: 'NotPermitted' });
    await expect(
      kit.sql`update releases set state = 'APPROVED', decided_by = proposed_by, decided_at = now() where id = ${own.id}`,
    ).rejects.toThrow('releases_take_two_persons');
    await expect(decide.execute(own.id, 'REJECTED', ' ', leader)).rejects.toMatchObject({ code: 'INVALID' });
    expect(await decide.execute(own.id, 'REJECTED', '先试一试', leader)).toMatchObject({
      state: 'REJECTED',
      decidedBy: '郑川',
      decisionNote: '先试一试',
    });
    expect((await kit.notices(both.id)).at(-1)).toMatchObject({ kind: 'release.rejected' });
    await expect(approve(own.id)).rejects.toMatchObject({ name: 'ReleaseInOtherState' });
    expect(await studio.events(id)).toEqual(['draftOpened', 'releaseProposed', 'releaseRejected']);
  });

  it('is withdrawn by who proposed it and by nobody else', async () => {
    const { release: made } = await proposed();
    const other = await kit.person('DE');
    await expect(kit.get(WithdrawRelease).execute(made.id, other)).rejects.toMatchObject({ name: 'OnlyWhoProposed' });
    expect(await kit.get(WithdrawRelease).execute(made.id, designer)).toMatchObject({ state: 'WITHDRAWN' });
    await expect(approve(made.id)).rejects.toMatchObject({ name: 'ReleaseInOtherState' });
  });
});

describe('the deployment of a release', () => {
  it('gives all its models to the engine in one call, and each version tells who and why', async () => {
    const id = await studio.process();
    const process = await studio.drawn(id, 'B', designer);
    const form = await studio.imports.execute('f', formText(`form-${id}`), designer);
    const made = await propose([process.id, form.id]);
    await approve(made.id);
    const before = deployments();
    expect(await deploy.execute()).toBe(true);
    expect(deployments() - before).toBe(1);
    expect(await release(made.id)).toMatchObject({ state: 'DEPLOYED', deployedAt: kit.clock.now() });
    expect((await versions(id))[0]).toMatchObject({
      version: 2,
      deployedBy: '宋图',
      packaged: false,
      releaseId: made.id,
      path: `processes/${id}.bpmn`,
    });
    const models = await kit.get(ReleaseQueries).models(kit.database.sql, [made.id]);
    expect(models.map(({ modelId, deployedVersion }) => [modelId, deployedVersion])).toEqual([
      [`form-${id}`, 1],
      [id, 2],
    ]);
    expect(await studio.events(id)).toEqual(['draftOpened', 'releaseProposed', 'releaseApproved', 'deployed']);
    expect(await verifyChain(kit.sql, `model:PROCESS:${id}`)).toBeTruthy();
  });

  it('ends the draft that says the same, and the one somebody draws on goes on from there', async () => {
    const [first, second] = [await proposed(), await proposed()];
    await studio.close.execute(first.draft.id, designer);
    await studio.save.execute(second.draft.id, second.draft.revision, processText(second.id, 'C'), designer);
    for (const { release: made } of [first, second]) await approve(made.id);
    while (await deploy.execute());
    const drafts = await kit.sql`
      select model_id, base_version from model_drafts where id = any(${[first.draft.id, second.draft.id]})`;
    expect([...drafts]).toEqual([{ model_id: second.id, base_version: 2 }]);
  });

  it('refused names the element in the engine’s words, changes nothing, and is tried again by who proposed it', async () => {
    const { id, release: made } = await proposed();
    await approve(made.id);
    const text = `Expected to deploy new resources, but encountered the following errors:\n'processes/${id}.bpmn': - Element: step\n    - ERROR: Must have exactly one …`;
    kit.engine.beforeCommand = () => {
      throw new EngineRefused('deploy', text);
    };
    await deploy.execute();
    expect((await release(made.id))?.failure).toEqual({ message: text, modelId: id, element: 'step' });
    expect(await versions(id)).toHaveLength(1);
    expect((await kit.notices(designer.id)).at(-1)).toMatchObject({ kind: 'release.failed' });
    kit.engine.beforeCommand = () => {};
    expect(await deploy.execute()).toBe(false);
    await kit.get(RetryRelease).execute(made.id, designer);
    await deploy.execute();
    expect(await release(made.id)).toMatchObject({ state: 'DEPLOYED', failure: null });
    expect(await studio.events(id)).toEqual([
      ...['draftOpened', 'releaseProposed', 'releaseApproved'],
      ...['deploymentFailed', 'releaseRetried', 'deployed'],
    ]);
  });

  it('waits for its day', async () => {
    const effectiveAt = new Date('2026-10-08T00:00:00+08:00');
    const { release: made } = await proposed('B', { effectiveAt });
    await approve(made.id);
    expect(await deploy.execute()).toBe(false);
    kit.clock.set('2026-10-08T00:00:01+08:00');
    await deploy.execute();
    expect(await stateOf(made.id)).toBe('DEPLOYED');
  });

  it('that a process died over, between engine and database, finds its version again', async () => {
    const { id, release: made } = await proposed();
    await approve(made.id);
    kit.engine.state = 'LOST_ANSWER';
    expect(await deploy.execute()).toBe(false);
    await expect(kit.get(WithdrawRelease).execute(made.id, designer)).rejects.toMatchObject({
      name: 'ReleaseIsBeingDeployed',
    });
    kit.engine.state = 'UP';
    // Its record is here before another process takes it over.
    const name = `processes/${id}.bpmn`;
    const content = processText(id, 'B');
    const [held] = await kit.engine.deploy([{ name, content: Buffer.from(content) }]);
    await kit.sql`
      insert into deployed_resources (engine_id, key, kind, resource_id, version, resource_name, content, deployed_at)
      values (${kit.engineId}, ${held?.key ?? ''}, 'PROCESS', ${id}, 2, ${name}, ${content}, now())`;
    await kit.sql`update releases set next_attempt_at = null where id = ${made.id}`;
    await deploy.execute();
    expect(await release(made.id)).toMatchObject({ state: 'DEPLOYED' });
    expect(await versions(id)).toMatchObject([{ version: 2, releaseId: made.id, deployedBy: '宋图' }, { version: 1 }]);
  });

  it('is done by one process however many look for it, and taken over when that one is dead', async () => {
    const { release: made } = await proposed();
    await approve(made.id);
    let asked = 0;
    kit.engine.beforeCommand = async () => {
      asked += 1;
      expect(await deploy.execute()).toBe(false);
    };
    await deploy.execute();
    expect(asked).toBe(1);
    const dead = await proposed();
    await approve(dead.release.id);
    kit.engine.beforeCommand = () => {};
    await kit.sql`
      update releases set leased_by = gen_random_uuid(), leased_until = clock_timestamp() + interval '1 minute', attempts = 1 where id = ${dead.release.id}`;
    expect(await deploy.execute()).toBe(false);
    await kit.sql`update releases set leased_until = clock_timestamp() - interval '1 second' where id = ${dead.release.id}`;
    await deploy.execute();
    expect(await stateOf(dead.release.id)).toBe('DEPLOYED');
  });

  it('begins as soon as somebody approves it anywhere', async () => {
    const worker = kit.get(DeploymentWorker);
    await worker.start();
    try {
      const { release: made } = await proposed();
      await approve(made.id);
      await waitFor(async () => (await stateOf(made.id)) === 'DEPLOYED', 'the release is deployed');
    } finally {
      await worker.stop();
    }
  });

  it('fails where another version came meanwhile, and such a release cannot be approved', async () => {
    const { id, draft, release: first } = await proposed('B');
    await studio.save.execute(draft.id, draft.revision, processText(id, 'C'), designer);
    const [second, third] = [await propose([draft.id]), await propose([draft.id])];
    await approve(first.id);
    await approve(second.id);
    while (await deploy.execute());
    expect(await release(second.id)).toMatchObject({ state: 'FAILED', failure: { modelId: id } });
    await expect(approve(third.id)).rejects.toMatchObject({ name: 'ReleaseOutdated', details: { latest: 2 } });
  });
});

describe('a roll back', () => {
  it('is a release of an earlier version’s content, by two persons, and a version of its own', async () => {
    const { id, release: made } = await proposed();
    await approve(made.id);
    await deploy.execute();
    const roll = kit.get(ProposeRollBack);
    await expect(roll.execute({ kind: 'PROCESS', modelId: id }, 2, null, designer)).rejects.toMatchObject({
      name: 'NothingNew',
    });
    await expect(roll.execute({ kind: 'PROCESS', modelId: id }, 7, null, designer)).rejects.toMatchObject({
      name: 'ModelNotFound',
    });
    const back = await roll.execute({ kind: 'PROCESS', modelId: id }, 1, '派单错了', designer);
    expect(back).toMatchObject({ title: `${id} v2 → v1`, rollBackTo: 1, earlierReleaseId: null, note: '派单错了' });
    await approve(back.id);
    await deploy.execute();
    const [latest] = await versions(id);
    expect(latest).toMatchObject({ version: 3, releaseId: back.id });
    const content = await kit.get(ModelQueries).contents(kit.database.sql, kit.engineId, [latest?.id ?? '']);
    expect(content.get(latest?.id ?? '')).toBe(processText(id));
    const forth = await roll.execute({ kind: 'PROCESS', modelId: id }, 2, null, designer);
    expect(forth).toMatchObject({ rollBackTo: 2, earlierReleaseId: made.id });
  });
});
