import { nationalCalendar, readCityCalendar } from './calendar-tables.mjs';
import { lockHolder } from './data-lock.mjs';
import { connectAs } from './database.mjs';
import { dueWords } from './due-words.mjs';
import { lookingAddress } from './looking-address.mjs';
import { parseOptions } from './options.mjs';
import { runOnPackagedNode } from './packaged-node.mjs';
import { readSettings } from './settings.mjs';
import { UserError } from './user-error.mjs';

const COMMAND = 'npm run yousu -- due';
const CLASSES = ['OFFICE', 'SHIFT', 'ALWAYS'];

/**
 * Prints when a span ends and which days did not count. Needs no running system: the national calendar is packaged; the
 * city's own is asked where its database is known.
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function run(args) {
  const options = parseOptions(
    args,
    { from: 'value', span: 'value', class: 'value', database: 'value', json: 'flag' },
    COMMAND,
  );
  if (Number(process.versions.node.split('.')[0]) < 24) return runOnPackagedNode();
  const words = dueWords(process.env);
  const officeClass = String(options.class ?? 'OFFICE').toUpperCase();
  if (!CLASSES.includes(officeClass)) throw new UserError(words.badClass(String(options.class)), 2);
  if (options.from === undefined || options.span === undefined) throw new UserError(words.missing, 2);

  const env = options.database ? { ...process.env, DATABASE_URL: String(options.database) } : process.env;
  const { data, source } = await calendarOf(readSettings(options.database ? { ...env, DATABASE_ADMIN_URL: '' } : env));
  const reckoned = await reckon(String(options.from), String(options.span), officeClass, data, words);
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ ...reckoned, calendar: source }, null, 2)}\n`
      : words.answer({ ...reckoned, calendar: source }),
  );
  return 0;
}

/** @returns {Promise<{ from: string, span: string, officeClass: string, due: string, provisional: boolean, skipped: { date: string, reason: string, name: string }[] }>} */
async function reckon(from, span, officeClass, data, words) {
  // Not at the top: an older Node does not even load it.
  const { readTypeScript } = await import('./typescript.mjs');
  readTypeScript();
  const time = (file) => import(`../../common/src/working-time/${file}.ts`);
  const [{ dueAt }, { instantOf, shanghaiIso }, { parseSpan }, { compileCalendar }] = await Promise.all([
    time('due-at'),
    time('shanghai-time'),
    time('span'),
    time('working-calendar'),
  ]);
  const read = (parse, text, refusal) => {
    try {
      return parse(text);
    } catch {
      throw new UserError(refusal(text), 2);
    }
  };
  const start = read(instantOf, from, words.badFrom);
  const { amount, unit } = read(parseSpan, span, words.badSpan);
  try {
    const { due, provisional, skipped } = dueAt(start, { amount, unit }, officeClass, compileCalendar(data));
    return { from: shanghaiIso(start), span, officeClass, due: shanghaiIso(due), provisional, skipped };
  } catch (error) {
    if (error.name === 'OutsideCalendar') throw new UserError(words.outside, 2);
    throw error;
  }
}

/** @param {import('./settings.mjs').Settings} settings */
async function calendarOf(settings) {
  const url = lookingAddress(settings, Boolean(lockHolder(settings.data)));
  return url ? cityCalendar(url) : nationalCalendar();
}

/** @param {string} url */
async function cityCalendar(url) {
  const sql = await connectAs(url);
  try {
    const data = await readCityCalendar(sql);
    const published = data.years.filter(({ state }) => state === 'PUBLISHED').map(({ year }) => year);
    const { hostname, pathname } = new URL(url);
    return {
      data,
      source: {
        kind: 'CITY',
        from: `${hostname}${pathname}`,
        first: published[0] ?? null,
        last: published.at(-1) ?? null,
      },
    };
  } catch (error) {
    throw new UserError(
      `The city's calendar cannot be read: ${error.message || error.code}. Check the database's address, or leave it out to use the national calendar.`,
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}
