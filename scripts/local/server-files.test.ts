import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeBinary, ROOT } from './paths.mjs';
import { problemsOfServerFiles, readServerFiles } from './server-files.mjs';

type Files = ReturnType<typeof readServerFiles>;

/** The problems after one change; the change must be one. */
function after(file: keyof Files, from: string | RegExp, to: string): Promise<string[]> {
  const files = readServerFiles();
  const changed = files[file].replace(from, to);
  expect(changed).not.toBe(files[file]);
  return problemsOfServerFiles({ ...files, [file]: changed });
}

describe('the files for a server', () => {
  it('are in order', async () => {
    expect(await problemsOfServerFiles(readServerFiles())).toEqual([]);
  });

  it.each<[string, keyof Files, string | RegExp, string, RegExp]>([
    ['what is no YAML', 'compose', 'services:', 'services: [', /^compose\.yaml: /],
    ['a word compose does not know', 'compose', 'mem_limit: 256m', 'memory_limit: 256m', /memory_limit/],
    ['a value of the wrong kind', 'compose', 'pids_limit: 100', 'pids_limit: [many]', /pids_limit/],
    [
      'a secret that nobody declares',
      'compose',
      /^ {2}secret-key: .*\n/m,
      '',
      /secret-key, which is not under secrets/,
    ],
    [
      'a secret the service is not given',
      'compose',
      'secrets: [database-url, intake-password,',
      'secrets: [database-url,',
      /YOUSU_INTAKE_PASSWORD_FILE of application/,
    ],
    ['a volume that nobody uses', 'compose', 'volumes:\n  database', 'volumes:\n  spare: {}\n  database', /spare/],
    ['a service that does not exist', 'compose', 'engine: { condition', 'broker: { condition', /waits for broker/],
    [
      'a wait that is too short',
      'compose',
      'service_completed_successfully',
      'service_started',
      /before its migrations/,
    ],
    ['a port for everybody', 'compose', '127.0.0.1:${', '0.0.0.0:${', /beyond this machine/],
    [
      'an engine that is exposed',
      'compose',
      'image: camunda',
      "ports: ['26500:26500']\n    image: camunda",
      /engine publishes/,
    ],
    ['a database with a way out', 'compose', '{ internal: true }', '{}', /postgres is on a network that leads outside/],
    ['a writable root', 'compose', 'read_only: true', 'read_only: false', /writable root/],
    ['another PostgreSQL', 'compose', 'postgres:18', 'postgres:17', /the launcher's is postgres:18/],
    ['another engine', 'compose', 'zeebe:8.5.8', 'zeebe:8.6.0', /the launcher's is camunda\/zeebe:8\.5\.8/],
    ['another Node', 'dockerfile', 'FROM node:24-', 'FROM node:22-', /node:22-.* is not the launcher's/],
    ['a setting that does not exist', 'compose', 'YOUSU_HOST: 0', 'YOUSU_HOTS: 0', /YOUSU_HOTS .* is no setting/],
    ['a setting that is missing', 'compose', /^ +YOUSU_ENGINE_NAME: .*\n/m, '', /would refuse YOUSU_ENGINE_NAME/],
    [
      'a setting that is wrong',
      'compose',
      'ZEEBE_ADDRESS: engine:26500',
      'ZEEBE_ADDRESS: engine',
      /ZEEBE_ADDRESS: host/,
    ],
    ['a proxy that is no address', 'compose', ':-172.31.254.1}', ':-proxy}', /would refuse YOUSU_TRUSTED_PROXIES/],
    ['a variable nobody explains', 'example', /^YOUSU_PORT=.*\n/m, '', /asks for YOUSU_PORT/],
    ['another default than explained', 'example', 'YOUSU_PORT=3000', 'YOUSU_PORT=80', /YOUSU_PORT=80/],
    ['an instruction Docker does not know', 'dockerfile', 'WORKDIR /opt', 'WORKDIRS /opt', /line \d+: Unknown/],
    ['an image that runs as root', 'dockerfile', 'USER node', 'USER root', /runs as root/],
    ['an image nobody looks after', 'dockerfile', /^HEALTHCHECK .*\n.*\n/m, '', /no HEALTHCHECK/],
  ])('finds %s', async (_what, file, from, to, problem) => {
    expect(await after(file, from, to)).toContainEqual(expect.stringMatching(problem));
  });
});

describe('make-secrets.sh', () => {
  it('makes each secret once, in a folder for nobody else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'yousu-secrets-'));
    const make = () => spawnSync('sh', [join(ROOT, 'docker/make-secrets.sh'), folder], { encoding: 'utf8' });
    const content = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
    try {
      expect(make().status).toBe(0);
      const made = content();
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      expect(new Set(made.map(([, secret]) => secret)).size).toBe(made.length);
      expect(make().stdout).not.toContain('made');
      expect(content()).toEqual(made);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the entry of the image', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yousu-entry-'));
    writeFileSync(join(folder, 'secret'), 'from a file\n');
    writeFileSync(
      join(folder, 'program.mjs'),
      'const { YOUSU_ONE, YOUSU_ONE_FILE, OTHER_FILE } = process.env; console.log(JSON.stringify([YOUSU_ONE, YOUSU_ONE_FILE, OTHER_FILE, process.argv.slice(2)]));',
    );
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const enter = (env: NodeJS.ProcessEnv, ...args: string[]) =>
    spawnSync(nodeBinary(), [join(ROOT, 'docker/entrypoint.mjs'), ...args], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...env },
    });

  it('reads settings from files and runs the program with its own arguments', () => {
    const env = { YOUSU_ONE_FILE: join(folder, 'secret'), OTHER_FILE: 'untouched' };
    const { stdout } = enter(env, join(folder, 'program.mjs'), '--flag');
    expect(JSON.parse(stdout)).toEqual(['from a file', null, 'untouched', ['--flag']]);
  });

  it('refuses a setting that is given twice, a file that is not there, and no program', () => {
    const twice = enter({ YOUSU_ONE: 'x', YOUSU_ONE_FILE: join(folder, 'secret') }, join(folder, 'program.mjs'));
    expect([twice.status, twice.stderr]).toEqual([
      2,
      'YOUSU_ONE and YOUSU_ONE_FILE are both set: one of them is enough.\n',
    ]);
    const missing = enter({ YOUSU_ONE_FILE: join(folder, 'nothing') }, join(folder, 'program.mjs'));
    expect([missing.status, missing.stderr]).toEqual([2, expect.stringContaining('cannot be read: ENOENT')]);
    expect(enter({}).status).toBe(2);
  });
});
