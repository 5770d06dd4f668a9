import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { freePort } from './ports.mjs';
import { Zeebe } from './zeebe.mjs';

/**
 * The engine's classes, loaded and checked once and then mapped: a start takes 5 s instead of 16 s (measured on two busy cores).
 * Belongs to one Java and one distribution; the JVM ignores an archive that does not fit.
 * @param {{ java: string, distribution: string, cache: string }} programs
 * @returns {string} where it is or would be
 */
export function archiveFile({ java, distribution, cache }) {
  const id = createHash('sha256').update(`${java}\n${distribution}`).digest('hex').slice(0, 12);
  return join(cache, `engine-classes-${id}.jsa`);
}

/**
 * Makes the archive with one trial run on a throw-away data folder. Without it everything works, only slower,
 * so a failure is reported and not thrown.
 * @param {{ java: string, distribution: string, cache: string }} programs
 * @returns {Promise<string | undefined>} why there is none
 */
export async function ensureArchive(programs) {
  const archive = archiveFile(programs);
  if (existsSync(archive)) return undefined;
  const folder = mkdtempSync(join(programs.cache, `.fetching-${process.pid}-`));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeFolder);
  const sink = createServer((request, response) => {
    request
      .resume()
      .once('end', () =>
        response
          .setHeader('X-Elastic-Product', 'Elasticsearch')
          .setHeader('content-type', 'application/json')
          .end('{"acknowledged":true}'),
      );
  });
  await new Promise((resolve) => sink.listen(0, '127.0.0.1', () => resolve(undefined)));
  const zeebe = new Zeebe({
    ...programs,
    folder,
    port: await freePort(),
    managementPort: await freePort(),
    intake: {
      port: /** @type {import('node:net').AddressInfo} */ (sink.address()).port,
      user: 'trial',
      password: 'trial',
    },
    archive: join(folder, 'classes.jsa'),
    writesArchive: true,
    shortLived: true,
    logFile: join(folder, 'engine.log'),
    pidFile: join(folder, 'engine.json'),
  });
  const kill = () => zeebe.child?.kill9();
  process.once('exit', kill);
  try {
    await zeebe.start();
    await zeebe.ready();
    await zeebe.stop();
    renameSync(join(folder, 'classes.jsa'), archive);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0] : String(error);
  } finally {
    await zeebe.kill9();
    sink.closeAllConnections();
    await new Promise((resolve) => sink.close(resolve));
    removeFolder();
    process.removeListener('exit', kill);
    process.removeListener('exit', removeFolder);
  }
}
