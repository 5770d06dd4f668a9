// Every text exists in Chinese and in English: web/src/locales/zh/*.json and en/*.json have the same files and the same keys.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'web/src/locales');
/** i18next's plural forms: Chinese has only "other", English "one" and "other". */
const PLURAL = /_(zero|one|two|few|many|other)$/;

/** @param {unknown} texts @param {string} prefix @returns {Map<string, string>} */
function keysOf(texts, prefix = '') {
  const keys = new Map();
  for (const [name, value] of Object.entries(texts ?? {})) {
    const key = `${prefix}${name}`.replace(PLURAL, '');
    if (typeof value === 'object')
      for (const [inner, text] of keysOf(value, `${prefix}${name}.`)) keys.set(inner, text);
    else keys.set(key, String(value));
  }
  return keys;
}

/** @param {string} language @returns {Map<string, string>} every key with its file's name before it */
function load(language) {
  const files = existsSync(join(folder, language))
    ? readdirSync(join(folder, language)).filter((name) => name.endsWith('.json'))
    : [];
  const all = new Map();
  for (const name of files.sort()) {
    for (const [key, text] of keysOf(JSON.parse(readFileSync(join(folder, language, name), 'utf8'))))
      all.set(`${name} ${key}`, text);
  }
  return all;
}

const languages = { zh: load('zh'), en: load('en') };
const problems = [];
for (const [one, other] of [
  ['zh', 'en'],
  ['en', 'zh'],
]) {
  for (const [key, text] of languages[one]) {
    if (!languages[other].has(key)) problems.push(`${key}: in ${one}, not in ${other}`);
    if (text.trim() === '') problems.push(`${key}: empty in ${one}`);
  }
}
if (languages.zh.size === 0) problems.push(`no texts in ${folder}/zh`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
