import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Ours; what other programs of the image may call …_FILE is not touched. */
const FROM_A_FILE = /^((?:YOUSU|DATABASE)_\w+)_FILE$/;

// Secrets come as files, the application reads its environment: DATABASE_URL_FILE=/run/secrets/x becomes DATABASE_URL.
// Then the program named on the command line runs in this same process, so that signals reach it.
for (const [name, file] of Object.entries(process.env)) {
  const setting = FROM_A_FILE.exec(name)?.[1];
  if (!setting || !file) continue;
  if (process.env[setting]) refuse(`${setting} and ${name} are both set: one of them is enough.`);
  try {
    process.env[setting] = readFileSync(file, 'utf8').trim();
  } catch (error) {
    refuse(`${name} names ${file}, which cannot be read: ${error.message}`);
  }
  delete process.env[name];
}

const program = process.argv[2];
if (!program) refuse('node docker/entrypoint.mjs <program> needs a program, for example dist/api/src/main.js.');
process.argv.splice(1, 2, resolve(program));
await import(pathToFileURL(resolve(program)).href);

/** @param {string} why @returns {never} */
function refuse(why) {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
