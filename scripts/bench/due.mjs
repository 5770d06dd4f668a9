import { nationalCalendar } from '../local/calendar-tables.mjs';
import { readTypeScript } from '../local/typescript.mjs';

const PROMISED_PER_SECOND = 200_000;
const FOR_MS = 2_000;
const SPANS = ['5wd', '15wd', '4wh', '24h'];
const DAY_MS = 86_400_000;

export const OPTIONS = {};

/**
 * Due moments reckoned in a second by one processor, from moments all over the published years, in one run with the shortest
 * thing of the kind: a text of an instant.
 * @param {import('../local/steps.mjs').Steps} _steps @param {{}} _options @param {import('./figures.mjs').Figures} figures
 */
export async function run(_steps, _options, figures) {
  readTypeScript();
  const [{ dueAt }, { compileCalendar }, { parseSpan }, { shanghaiIso }] = await Promise.all(
    ['due-at', 'working-calendar', 'span', 'shanghai-time'].map(
      (file) => import(`../../common/src/working-time/${file}.ts`),
    ),
  );
  const { data, source } = nationalCalendar();
  const calendar = compileCalendar(data);
  const from = Date.UTC(source.first, 0, 10);
  const starts = Array.from(
    { length: 10_000 },
    (_, n) => from + ((n * 7919) % ((source.last - source.first) * 360)) * DAY_MS + n * 8_641,
  );
  const perSecond = (work) => {
    const round = () => starts.forEach(work);
    round();
    let done = 0;
    const began = performance.now();
    while (performance.now() - began < FOR_MS) {
      round();
      done += starts.length;
    }
    return Math.round((done / (performance.now() - began)) * 1000);
  };
  const plain = perSecond((start) => shanghaiIso(start));
  figures.add('due', 'an instant as text', plain, 'per second');
  for (const text of SPANS) {
    const span = parseSpan(text);
    const rate = perSecond((start) => dueAt(start, span, 'OFFICE', calendar));
    figures.add('due', `due after ${text}`, rate, 'per second', {
      ...(text === SPANS[0] && { atLeast: PROMISED_PER_SECOND }),
      ratio: rate / plain,
      compared: 'an instant as text',
    });
  }
}
