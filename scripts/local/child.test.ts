import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child, stopLeftover } from './child.mjs';
import { processIdentity, waitUntil } from './processes.mjs';
import { Supervisor } from './supervisor.mjs';

describe('children', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yousu-child-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const child = (script: string, stopTimeoutMs = 3000) =>
    new Child({
      name: 'the child',
      command: process.execPath,
      args: ['-e', script],
      env: process.env,
      logFile: join(folder, 'child.log'),
      pidFile: join(folder, 'child.json'),
      stopTimeoutMs,
    });
  const FOREVER = 'console.log("up"); setInterval(() => {}, 1000)';
  const up = (one: Child) =>
    waitUntil(() => one.lastLines().includes('up'), { timeoutMs: 10_000, what: 'the child is up' });

  it('write to their log and are ended in order', async () => {
    const one = child(FOREVER);
    await one.start();
    await up(one);
    expect(JSON.parse(readFileSync(join(folder, 'child.json'), 'utf8')).pid).toBe(one.pid);
    await one.stop();
    expect(one.running).toBe(false);
    expect(one.end).toBe('was ended by SIGTERM');
    expect(existsSync(join(folder, 'child.json'))).toBe(false);
  });

  it('that do not end in time are killed', async () => {
    const one = child(`process.on('SIGTERM', () => {}); ${FOREVER}`, 200);
    await one.start();
    await up(one);
    await one.stop();
    expect(one.end).toBe('was ended by SIGKILL');
  });

  it('left by a killed launcher are found by their pid files and stopped', async () => {
    const one = child(FOREVER);
    await one.start();
    await up(one);
    const pid = one.pid ?? 0;
    expect(await stopLeftover(join(folder, 'child.json'))).toBe('the child');
    expect(processIdentity(pid)).toBeUndefined();
    expect(await stopLeftover(join(folder, 'child.json'))).toBeUndefined();
  });

  it('that die are reported and started again, until the launcher stops', async () => {
    const said: string[] = [];
    const supervisor = new Supervisor((text) => said.push(text));
    let current = child(FOREVER);
    const start = async () => {
      current = child(FOREVER);
      await current.start();
    };
    await start();
    supervisor.watch({ name: 'The child', child: () => current, start });
    const first = current;
    first.kill9();
    await waitUntil(() => current !== first && current.running, { timeoutMs: 60_000, what: 'it is started again' });
    await waitUntil(() => said.length === 2, { timeoutMs: 60_000, what: 'it is said' });
    expect(said[0]).toMatch(/The child was ended by SIGKILL; it is started again in 1 s/);
    expect(said[1]).toBe('✓ The child runs again');
    supervisor.stop();
    await current.stop();
    expect(said).toHaveLength(2);
  });
});
