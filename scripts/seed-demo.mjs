import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Acts } from './demo/acts.mjs';
import { Api } from './demo/api.mjs';
import { CarryCity } from './demo/carry-city.mjs';
import { CityTime } from './demo/city-time.mjs';
import { planCity } from './demo/plan-city.mjs';
import { WorkHours } from './demo/work-hours.mjs';

const DEMO = new URL('../demo/', import.meta.url);
const CALENDAR = new URL('../api/src/features/calendar/national-calendar.json', import.meta.url);

/**
 * Fills the demo city through the API that people use. May be interrupted and repeated: a received case is found again by its
 * key, and one that stands at or beyond its step, or that a person has taken, is left alone.
 *
 * Without a past the hand-written requests of demo/requests.json are received and carried to their step (`until`) or end
 * (`ends`) at once. With a past the whole city arrives from `begins` on, at moments at which people call, is worked in between,
 * and the city's time goes from there to the present.
 *
 * @param {object} options
 * @param {string} options.baseUrl without a path (http://localhost:3000)
 * @param {string} options.password of all demo accounts
 * @param {{ begins: number, presentAt: number, size: 'full' | 'small' }} [options.past] epoch ms
 * @param {(progress: { now: number, received: number, arrived: number, total: number }) => void} [options.onProgress]
 * @returns {Promise<{ total: number, live: number, moves: number, movedMs: number, waitedMs: number }>} how many cases the city
 *   has, how many of them are running, how often time was moved, and how long that and waiting for the engine took
 * @throws Error with one line per case that did not arrive; the others have
 */
export async function seedDemo({ baseUrl, password, past, onProgress = () => {} }) {
  const api = new Api(baseUrl, password);
  const acts = new Acts(api);
  const written = await readDemo('requests.json');
  if (!past) {
    demandAll(written, await new CarryCity({ api, acts, requests: written, onProgress }).execute());
    return { ...countsOf(written), moves: 0, movedMs: 0, waitedMs: 0 };
  }
  const hours = new WorkHours(JSON.parse(await readFile(CALENDAR, 'utf8')).days);
  const requests = planCity({
    ...past,
    written: [...written, ...(await readDemo('stories.json'))],
    templates: await readDemo('templates.json'),
    areas: await readAreas(),
    hours,
  });
  const time = new CityTime(api);
  await time.read();
  const { presentAt } = past;
  const failures = await new CarryCity({ api, acts, requests, time, hours, presentAt, onProgress }).execute();
  await time.toThePresent();
  demandAll(requests, failures);
  return { ...countsOf(requests), moves: time.moves, movedMs: time.movedMs, waitedMs: time.waitedMs };
}

/** @param {object[]} requests @param {string[]} failures */
function demandAll(requests, failures) {
  if (failures.length > 0)
    throw new Error(
      `${failures.length} of ${requests.length} demo cases did not arrive; repeat the command.\n${failures.join('\n')}`,
    );
}

const countsOf = (requests) => ({ total: requests.length, live: requests.filter(({ until }) => until).length });

const readDemo = async (file) => JSON.parse(await readFile(new URL(file, DEMO), 'utf8'));

async function readAreas() {
  const [head, ...lines] = (await readFile(new URL('areas.csv', DEMO), 'utf8')).trim().split(/\r?\n/);
  const columns = head.replace(/^\uFEFF/, '').split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, at) => [columns[at], value.trim()])));
}

async function main() {
  const { values } = parseArgs({ options: { url: { type: 'string', default: 'http://localhost:3000' } } });
  const api = new Api(values.url, '');
  // The API tells the demo accounts' password where there is a demo city, and nowhere else.
  const password = process.env.YOUSU_DEMO_PASSWORD || (await api.post('{ demoPassword }', {}, {})).data.demoPassword;
  if (!password) throw new Error(`${values.url} has no demo city; start it with "npm start".`);
  const onProgress = ({ arrived, total }) => console.log(`${arrived}/${total}`);
  const { total, live } = await seedDemo({ baseUrl: values.url, password, onProgress });
  console.log(`The demo city has its ${total} cases, ${live} of them running.`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
