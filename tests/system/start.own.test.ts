import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeBinary, ROOT } from '../../scripts/local/paths.mjs';
import { freePort } from '../../scripts/local/ports.mjs';
import { processIdentity } from '../../scripts/local/processes.mjs';
import { waitFor } from '../support/wait-for.js';

/** `npm start` as a person runs it, on a data folder and ports of its own, without the demo city. */
describe('npm start', () => {
  let data = '';
  let env: NodeJS.ProcessEnv = {};
  let url = '';
  const started: ChildProcess[] = [];

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'yousu-start-'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    env = {
      ...process.env,
      YOUSU_DATA: data,
      YOUSU_PORT: String(port),
      YOUSU_INTAKE_PORT: String(await freePort()),
      YOUSU_POSTGRES_PORT: String(await freePort()),
      YOUSU_ENGINE_PORT: String(await freePort()),
      YOUSU_ENGINE_MANAGEMENT_PORT: String(await freePort()),
      // Four starts of an engine that works for seconds: what it compiles for the long run is never used.
      JDK_JAVA_OPTIONS: '-XX:TieredStopAtLevel=1',
    };
  });
  afterAll(async () => {
    for (const one of started.filter((each) => each.exitCode === null && each.signalCode === null))
      await end(one, 'SIGTERM');
    rmSync(data, { recursive: true, force: true });
  });

  interface Launcher {
    process: ChildProcess;
    said(): string;
    exit: Promise<number | null>;
  }

  function start(...options: string[]): Launcher {
    const child = spawn(nodeBinary(), [join(ROOT, 'scripts/start.mjs'), ...options], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    return { process: child, said: () => output, exit: new Promise((resolve) => child.once('close', resolve)) };
  }

  async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    child.kill(signal);
    await waitFor(() => child.exitCode !== null || child.signalCode !== null, 'the launcher ends', 30_000);
  }

  const ready = (launcher: Launcher) =>
    waitFor(
      () => {
        if (launcher.process.exitCode !== null) throw new Error(launcher.said());
        return launcher.said().includes('Stop with Ctrl-C');
      },
      'the system is ready',
      120_000,
    );
  async function namedAdministratorSignsIn({ said }: Launcher): Promise<boolean> {
    const [, login, password] = /Administrator: (\S+), password (\S+)/.exec(said()) ?? [];
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query:
          'mutation ($login: String!, $password: String!) { login(login: $login, password: $password) { csrfToken } }',
        variables: { login, password },
      }),
    });
    const { errors } = (await response.json()) as { errors?: unknown };
    return errors === undefined;
  }
  const pidOf = (part: string): number => JSON.parse(readFileSync(join(data, 'run', `${part}.json`), 'utf8')).pid;
  const parts = ['application', 'engine', 'postgres'];

  it('comes up, watches over its children, resumes after an orderly end and after being killed', async () => {
    const first = start('--no-demo');
    await ready(first);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(await namedAdministratorSignsIn(first)).toBe(true);
    expect((await fetch(url)).headers.get('content-type')).toContain('text/html');
    expect(statSync(join(data, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(data)).toEqual(expect.arrayContaining(['attachments', 'engine', 'logs', 'postgres']));

    const second = start();
    expect(await second.exit).toBe(1);
    expect(second.said()).toContain('already runs on');

    const killed = parts.map(pidOf);
    for (const pid of killed) process.kill(pid, 'SIGKILL');
    for (const name of ['The application', 'The engine', 'PostgreSQL']) {
      await waitFor(() => first.said().includes(`✓ ${name} runs again`), `${name} runs again`, 90_000);
    }
    await waitFor(async () => (await fetch(`${url}/health/ready`)).status === 200, 'the system is ready again', 60_000);
    expect(parts.map(pidOf)).not.toEqual(expect.arrayContaining(killed));

    const engineName = readFileSync(join(data, 'engine/name'), 'utf8');
    const children = parts.map(pidOf);
    const began = performance.now();
    await end(first.process, 'SIGINT');
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(first.process.exitCode).toBe(0);
    expect(first.said()).toMatch(/Stopping the application.*Stopping the engine.*Stopping PostgreSQL/s);
    expect(children.filter((pid) => processIdentity(pid))).toEqual([]);

    const third = start();
    await ready(third);
    const left = parts.map(pidOf);
    await end(third.process, 'SIGKILL');
    expect(left.filter((pid) => processIdentity(pid))).toEqual(left);

    const fourth = start();
    await ready(fourth);
    expect(fourth.said()).not.toContain('Demo accounts');
    expect(fourth.said()).toContain('stopped the application, the engine, PostgreSQL of an earlier run');
    expect(left.filter((pid) => processIdentity(pid))).toEqual([]);
    expect(readFileSync(join(data, 'engine/name'), 'utf8')).toBe(engineName);
    await end(fourth.process, 'SIGTERM');
    expect(readdirSync(join(data, 'run'))).toEqual([]);
  }, 400_000);

  it('asks before it deletes data', async () => {
    const launcher = start('--fresh');
    expect(await launcher.exit).toBe(2);
    expect(launcher.said()).toMatch(/--fresh deletes everything in .*add --yes/);
    expect(readdirSync(data)).toContain('postgres');
  });

  it('answers an unknown option with one sentence', async () => {
    const launcher = start('--frehs');
    expect(await launcher.exit).toBe(2);
    expect(launcher.said().trim().split('\n')).toEqual([
      'npm start does not know "--frehs"; it knows --fresh, --yes, --no-demo, --small, --port.',
    ]);
  });
});
