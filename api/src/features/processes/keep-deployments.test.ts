import { createTestDatabase } from '../../../../tests/support/database.js';
import { testSettings } from '../../../../tests/support/settings.js';

const db = await createTestDatabase();
await testSettings(db.appUrl);
const { Database } = await import('../../database/database.js');
const { KeepDeployments } = await import('./keep-deployments.js');

const database = new Database();
const at = new Date('2026-09-24T02:00:00Z');
const history = new KeepDeployments({ now: () => at });
const model = {
  kind: 'PROCESS' as const,
  id: 'case-main',
  key: '2251799813685249',
  resourceName: 'processes/case-main.bpmn',
  sha256: 'ab',
};

afterAll(async () => {
  await database.onApplicationShutdown();
  await db.drop();
});

it('keeps every deployed version as the next event of its model, chained', async () => {
  await database.inTransaction((sql) => history.deployed(sql, 1, [{ ...model, version: 1 }], null));
  await database.inTransaction((sql) =>
    history.deployed(
      sql,
      1,
      [
        { ...model, version: 2 },
        { ...model, kind: 'FORM', id: 'form-handle', version: 1 },
      ],
      null,
    ),
  );
  const events = await db.sql`
    select stream, seq, type, body ->> 'version' as version, previous_hash, hash
    from events
    order by stream desc, seq`;
  expect(events.map(({ stream, seq, type, version }) => [stream, seq, type, version])).toEqual([
    ['model:PROCESS:case-main', 1, 'model.deployed', '1'],
    ['model:PROCESS:case-main', 2, 'model.deployed', '2'],
    ['model:FORM:form-handle', 1, 'model.deployed', '1'],
  ]);
  expect(Buffer.from(events[1]?.previous_hash)).toEqual(Buffer.from(events[0]?.hash));
});
