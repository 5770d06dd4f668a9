import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '../../tests/support/wait-for.js';
import { connectAs } from './database.mjs';
import { freePort } from './ports.mjs';
import { Postgres } from './postgres.mjs';

describe('the embedded PostgreSQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  let server: Postgres;

  beforeAll(async () => {
    server = new Postgres({
      folder: join(folder, 'data'),
      port: await freePort(),
      ownerPassword: 'owner',
      logFile: join(folder, 'postgres.log'),
      pidFile: join(folder, 'postgres.json'),
      durable: false,
    });
    await server.start();
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  it('starts again after it was killed, also while a session of the killed one is still at work', async () => {
    const [busy, looking] = await Promise.all([
      connectAs(server.adminUrl('postgres')),
      connectAs(server.adminUrl('postgres')),
    ]);
    const work = busy`do $$ begin
      while clock_timestamp() < now() + interval '2 seconds' loop end loop;
    end $$`.catch(() => {});
    await waitFor(
      async () =>
        (await looking`select 1 from pg_stat_activity where query like 'do %' and state = 'active'`).length > 0,
      'the session is at work',
    );
    await server.kill9();
    await server.start();
    const again = await connectAs(server.adminUrl('postgres'));
    expect(await again`select 1 as one`).toEqual([{ one: 1 }]);
    await work;
    await Promise.all([busy, looking, again].map((sql) => sql.end({ timeout: 1 })));
  });
});
