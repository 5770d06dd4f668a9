import { Api, inLanes } from '../demo/api.mjs';
import { nationalCalendar } from '../local/calendar-tables.mjs';
import { connectAs } from '../local/database.mjs';
import { ScenarioRun } from './scenario-run.mjs';
import { StageTime } from './stage-time.mjs';

const AT_ONCE = 6;
/** The application starts before the first case is received. */
const BEGINS_BEFORE_MS = 2 * 60_000;

/**
 * Runs scenarios side by side on one stage: whatever waits, waits for the same time, so that the city's days pass once for all of
 * them. They must agree about the calendar.
 * @param {object} about
 * @param {import('./stage.mjs').Stage} about.stage prepared; it is opened here and can be opened only once
 * @param {readonly import('../../common/src/scenarios/scenario.js').Scenario[]} about.scenarios
 * @param {{ path: string, content: string }[]} about.files the models they run on
 * @param {() => void} [about.onOpen] the system is up
 * @param {(scenario: object, step: object) => void} [about.onStep]
 * @param {(run: ScenarioRun) => void | Promise<void>} [about.onEnd]
 * @returns {Promise<ScenarioRun[]>}
 * @throws {import('./stage.mjs').ModelsRefused}
 */
export async function runScenarios({
  stage,
  scenarios,
  files,
  onOpen = () => {},
  onStep = () => {},
  onEnd = () => {},
}) {
  const [first] = scenarios;
  if (!first) return [];
  const begins = Math.min(...scenarios.map(({ at }) => at)) - BEGINS_BEFORE_MS;
  await stage.open({ begins, files, calendar: first.calendar });
  onOpen();
  const pure = await pureParts(first.calendar);
  const api = new Api(stage.url, stage.password);
  const time = new StageTime(api);
  const sql = await connectAs(stage.adminUrl);
  const runs = scenarios.map(
    (scenario) => new ScenarioRun({ scenario, api, time, sql, pure, onStep: (step) => onStep(scenario, step) }),
  );
  try {
    await time.settle();
    for (;;) {
      const going = runs.filter(({ over }) => !over);
      if (going.length === 0) return runs;
      const ready = going.filter(({ wakesAt }) => wakesAt <= time.now());
      if (ready.length === 0) {
        await time.to(Math.min(...going.map(({ wakesAt }) => wakesAt)));
        continue;
      }
      await inLanes(ready, AT_ONCE, async (run) => {
        await run.goOn();
        if (run.over) await onEnd(run);
      });
      await time.settle();
    }
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** What common/ knows, as its sources are; Node 24, `readTypeScript` was called. */
async function pureParts(calendar) {
  const read = (file) => import(`../../common/src/${file}.ts`);
  const [{ momentAfter }, { compareWithSeen }, { instantOf }, { compileCalendar }] = await Promise.all([
    read('scenarios/moment-after'),
    read('scenarios/compare-with-seen'),
    read('working-time/shanghai-time'),
    read('working-time/working-calendar'),
  ]);
  const { data } = nationalCalendar();
  const own = calendar.map(({ date, kind, reason }) => ({
    date,
    source: 'CITY',
    kind: kind === 'WORKDAY' ? 'WORK' : 'OFF',
    name: reason,
  }));
  return {
    momentAfter,
    compareWithSeen,
    instantOf,
    calendar: compileCalendar({ ...data, days: [...data.days, ...own] }),
  };
}
