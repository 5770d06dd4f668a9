import { createTestDatabase } from '../../../tests/support/database.js';
import { testSettings } from '../../../tests/support/settings.js';

const db = await createTestDatabase();
await testSettings(db.appUrl);
const { Database } = await import('../database/database.js');
const { EngineIdentity } = await import('../process-engine/engine-identity.js');
const { FakeEngine } = await import('../process-engine/fake.engine.js');
const { ModifyInstance } = await import('./modify-instance.js');

const database = new Database();
const identity = new EngineIdentity(database);
await identity.load();
const { engineId } = identity;
await db.sql`select ensure_record_month(now())`;

afterAll(async () => {
  await database.onApplicationShutdown();
  await db.drop();
});

const command = { instanceKey: '2251799813685300', elementInstanceKey: '2251799813685301', to: 'dispatch' };
const row = (attempts: number) => ({
  id: '1',
  lane: 'l',
  kind: 'MODIFY_INSTANCE' as const,
  command,
  attempts,
  sentForMs: 0,
});

it('moves a token once', async () => {
  const engine = new FakeEngine();
  expect(await new ModifyInstance(engine, database, engineId).execute(row(1))).toBe('DONE');
  expect(engine.sent).toEqual([
    {
      command: 'modifyInstance',
      subject: command.instanceKey,
      arguments: { activate: [{ elementId: 'dispatch' }], terminate: [command.elementInstanceKey] },
    },
  ]);
});

it('takes the refusal of the first try for what it is', async () => {
  const engine = new FakeEngine();
  engine.refused.add(command.instanceKey);
  expect(await new ModifyInstance(engine, database, engineId).execute(row(1))).toBe('REFUSED');
  engine.refused.clear();
  engine.gone.add(command.instanceKey);
  expect(await new ModifyInstance(engine, database, engineId).execute(row(1))).toBe('REFUSED');
});

it('lets the records say whether an earlier try that went unanswered was heard', async () => {
  const engine = new FakeEngine();
  const modify = new ModifyInstance(engine, database, engineId);
  engine.state = 'LOST_ANSWER';
  await expect(modify.execute(row(1))).rejects.toMatchObject({ name: 'EngineUnavailable' });
  engine.state = 'UP';
  // Nobody stands there any more.
  engine.refused.add(command.instanceKey);
  expect(await modify.execute(row(2))).toBe('UNKNOWN');
  const value = {
    processInstanceKey: command.instanceKey,
    terminateInstructions: [{ elementInstanceKey: Number(command.elementInstanceKey) }],
  };
  await db.sql`
    insert into engine_records (engine_id, partition_id, position, at, value_type, intent, key, process_instance_key, value)
    values (${engineId}, 1, 1, now(), 'PROCESS_INSTANCE_MODIFICATION', 'MODIFIED', 1, ${command.instanceKey}, ${db.sql.json(value)})`;
  expect(await modify.execute(row(3))).toBe('DONE');
});
