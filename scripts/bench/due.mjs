import { nationalCalendar } from '../local/calendar-tables.mjs';
import { readTypeScript } from '../local/typescript.mjs';

const PROMISED_PER_SECOND = 200_000;
const FOR_MS = 2_000;
const SPANS = ['5wd', '15wd', '4wh', '24h'];
const DAY_MS = 86_400_000;

/**
 * Due moments reckoned in a second by one processor, from moments all over the published years, in one run with the shortest
 * thing of the kind: a text of an instant.
 */
export async function run() {
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
  process.stdout.write(`  an instant as text: ${plain.toLocaleString('en')} per second\n`);
  const rates = SPANS.map((text) => {
    const span = parseSpan(text);
    const rate = perSecond((start) => dueAt(start, span, 'OFFICE', calendar));
    process.stdout.write(
      `  due after ${text}: ${rate.toLocaleString('en')} per second, ${(plain / rate).toFixed(1)} × as long\n`,
    );
    return rate;
  });
  const kept = /** @type {number} */ (rates[0]) >= PROMISED_PER_SECOND;
  process.stdout.write(
    `  ${kept ? '✓ kept' : '✗ not kept'}: ${PROMISED_PER_SECOND.toLocaleString('en')} per second after ${SPANS[0]}\n`,
  );
  return kept;
}
