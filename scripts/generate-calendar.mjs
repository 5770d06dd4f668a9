// Writes the national calendar: every day of the published years that differs from Monday-Friday. Run again after
// raising chinese-days; the years are those the package has data for, because it answers "workday" for 1 January of
// a year it does not know.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import chineseDays from 'chinese-days';

const require = createRequire(import.meta.url);
const { version } = JSON.parse(readFileSync(require.resolve('chinese-days/package.json'), 'utf8'));
const FIRST_YEAR = 2004;
const LAST_YEAR = 2026;

const days = [];
const DAY_MS = 86_400_000;
for (let time = Date.UTC(FIRST_YEAR, 0, 1); time <= Date.UTC(LAST_YEAR, 11, 31); time += DAY_MS) {
  const date = new Date(time).toISOString().slice(0, 10);
  const weekday = new Date(time).getUTCDay();
  const usual = weekday !== 0 && weekday !== 6;
  const { work, name } = chineseDays.getDayDetail(date);
  if (work !== usual) {
    // "National Day,国庆节,3": English name, Chinese name, statutory days.
    days.push({ date, kind: work ? 'WORK' : 'OFF', name: name.split(',')[1] });
  }
}

const lines = days.map(({ date, kind, name }) => `    { "date": "${date}", "kind": "${kind}", "name": "${name}" }`);
writeFileSync(
  new URL('../api/src/features/calendar/national-calendar.json', import.meta.url),
  `{
  "source": "chinese-days ${version}",
  "publishedYears": { "first": ${FIRST_YEAR}, "last": ${LAST_YEAR} },
  "days": [
${lines.join(',\n')}
  ]
}
`,
);
