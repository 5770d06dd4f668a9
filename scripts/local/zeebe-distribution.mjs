import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { processIdentity } from './processes.mjs';
import { progressBar } from './steps.mjs';
import { UserError } from './user-error.mjs';

export const ZEEBE_VERSION = '8.5.8';
const NAME = `camunda-zeebe-${ZEEBE_VERSION}`;
/** Of camunda-zeebe-8.5.8.tar.gz; Maven Central and the GitHub release carry the same bytes. */
export const ZEEBE_SHA256 = '53ce62b008e61a87a3f7aed700065ad1352084a24c85771bc4e8300828bf95b4';
const RELEASE_URL = `https://github.com/camunda/camunda/releases/download/${ZEEBE_VERSION}/${NAME}.tar.gz`;
const MAVEN_GOAL = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';
const TARBALL_BYTES = 212_102_843;

/** @param {NodeJS.ProcessEnv} [env] @returns {string} where this user's copies of fetched programs are kept */
export function cacheFolder(env = process.env) {
  if (env.YOUSU_CACHE) return env.YOUSU_CACHE;
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/yousu');
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'yousu');
}

/** @param {string} cache @returns {string | undefined} the unpacked distribution, if it is there */
export function installedZeebe(cache) {
  const home = join(cache, NAME);
  return existsSync(join(home, 'lib')) ? home : undefined;
}

/**
 * The unpacked distribution, fetched once. Everything happens in a folder of its own that is renamed when it is complete:
 * an interrupted download leaves no half engine, and two starts at once do not disturb each other.
 * @param {{ cache: string, onProgress?: (text: string) => void, fetchers?: Fetcher[], sha256?: string }} options
 * @returns {Promise<string>} the distribution's folder
 */
export async function ensureZeebe({ cache, onProgress = () => {}, fetchers = engineSources(), sha256 = ZEEBE_SHA256 }) {
  const installed = installedZeebe(cache);
  if (installed) return installed;
  mkdirSync(cache, { recursive: true });
  removeAbandoned(cache);
  const work = join(cache, `.fetching-${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(work);
  const removeWork = () => rmSync(work, { recursive: true, force: true });
  process.once('exit', removeWork);
  try {
    const tarball = join(work, `${NAME}.tar.gz`);
    await fetchTarball(tarball, work, fetchers, onProgress);
    onProgress('checking');
    const actual = await sha256Of(tarball);
    if (actual !== sha256)
      throw new UserError(
        `The fetched engine ${NAME}.tar.gz has SHA-256 ${actual}, but ${sha256} is expected: nothing was installed, start again.`,
      );
    onProgress('unpacking');
    const { extract } = await import('tar');
    await extract({ file: tarball, cwd: work });
    try {
      renameSync(join(work, NAME), join(cache, NAME));
    } catch (error) {
      // Another start was quicker; its copy has passed the same check.
      if (!installedZeebe(cache)) throw error;
    }
  } finally {
    removeWork();
    process.removeListener('exit', removeWork);
  }
  return join(cache, NAME);
}

/**
 * @typedef {(target: { file: string, folder: string, onProgress: (text: string) => void }) => Promise<void>} Fetcher
 * @param {string} file @param {string} folder @param {Fetcher[]} fetchers @param {(text: string) => void} onProgress
 */
async function fetchTarball(file, folder, fetchers, onProgress) {
  const reasons = [];
  for (const fetcher of fetchers) {
    try {
      await fetcher({ file, folder, onProgress });
      return;
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
      rmSync(file, { force: true });
    }
  }
  throw new UserError(
    `The engine ${NAME} could not be fetched (${reasons.join('; ')}): check the network, name a mirror of the file with YOUSU_ENGINE_URL, or use a running engine with ZEEBE_ADDRESS.`,
  );
}

/** @type {Fetcher} */
export async function fetchWithMaven({ file, folder, onProgress }) {
  onProgress('asking Maven');
  const target = join(folder, 'maven');
  const child = spawn(
    'mvn',
    [
      '-q',
      '-B',
      MAVEN_GOAL,
      `-Dartifact=io.camunda:camunda-zeebe:${ZEEBE_VERSION}:tar.gz`,
      `-DoutputDirectory=${target}`,
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: folder,
    },
  );
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const repository = join(
    process.env.MAVEN_REPOSITORY ?? join(homedir(), '.m2/repository'),
    'io/camunda/camunda-zeebe',
    ZEEBE_VERSION,
  );
  const timer = setInterval(() => onProgress(progressBar(biggestFile(repository), TARBALL_BYTES)), 500);
  const killOnExit = () => child.kill('SIGKILL');
  process.once('exit', killOnExit);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    }).catch((error) => {
      throw new Error(error.code === 'ENOENT' ? 'Maven is not installed' : `Maven: ${error.message}`);
    });
    if (code !== 0) throw new Error(`Maven: ${/\[ERROR\] (.{0,300})/.exec(output)?.[1] ?? `ended with code ${code}`}`);
    renameSync(join(target, `${NAME}.tar.gz`), file);
  } finally {
    clearInterval(timer);
    process.removeListener('exit', killOnExit);
  }
}

/**
 * Where the distribution comes from, in the order of trying. A mirror (YOUSU_ENGINE_URL) is asked alone: whoever names one
 * has a network in which the others hang.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Fetcher[]}
 */
export function engineSources(env = process.env) {
  const mirror = env.YOUSU_ENGINE_URL;
  if (!mirror) return [fetchWithMaven, fetchFrom(RELEASE_URL)];
  if (!URL.canParse(mirror) || !/^https?:$/.test(new URL(mirror).protocol))
    throw new UserError(
      `YOUSU_ENGINE_URL is "${mirror}", but the address of ${NAME}.tar.gz is expected, for example https://mirror.example/${NAME}.tar.gz.`,
      2,
    );
  return [fetchFrom(mirror)];
}

/** @param {string} url @returns {Fetcher} */
function fetchFrom(url) {
  return async (target) => {
    try {
      await download(url, target);
    } catch (error) {
      throw new Error(`${url}: ${error.cause?.message ?? error.message}`);
    }
  };
}

/** @param {string} url @param {Parameters<Fetcher>[0]} target */
async function download(url, { file, onProgress }) {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
  const total = Number(response.headers.get('content-length')) || undefined;
  let done = 0;
  const counter = new Transform({
    transform(chunk, _encoding, callback) {
      done += chunk.length;
      onProgress(progressBar(done, total));
      callback(null, chunk);
    },
  });
  await pipeline(Readable.fromWeb(response.body), counter, createWriteStream(file));
}

/** @param {string} file */
async function sha256Of(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** @param {string} folder */
function biggestFile(folder) {
  if (!existsSync(folder)) return 0;
  return Math.max(
    0,
    ...readdirSync(folder).map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
  );
}

/** Folders of fetches whose process is gone (kill -9, power cut). @param {string} cache */
function removeAbandoned(cache) {
  for (const name of readdirSync(cache)) {
    const pid = Number(/^\.fetching-(\d+)-/.exec(name)?.[1]);
    if (pid && processIdentity(pid) === undefined) rmSync(join(cache, name), { recursive: true, force: true });
  }
}
