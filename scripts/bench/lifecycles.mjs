import { connectAs } from '../local/database.mjs';
import { fillClosed } from '../local/seed.mjs';
import { readTypeScript } from '../local/typescript.mjs';
import { withSystem } from './bench-system.mjs';
import { addOpenTasks } from './open-tasks.mjs';
import { percentile } from './timing.mjs';
import { TwoTasks } from './two-tasks.mjs';

const AT_ONCE = [1, 8, 32];
const COUNT = 400;
const WARM_UP = 60;
const OPEN_TASKS = 100_000;
/** A million (`--closed 1000000`) takes longer than all the rest. */
const CLOSED_CASES = 100_000;
const LOOK_EVERY_MS = 250;

export const OPTIONS = /** @type {const} */ ({ count: 'value', open: 'value', closed: 'value' });

/**
 * A process of two tasks from start to end: straight over gRPC with nothing of ours between but the exporter and the intake
 * of its records, and by people over GraphQL, who claim and complete each task as they hear of it; then once more with many
 * open tasks on the list, and with many closed cases. Beside it the route of a whole case, straight. Everything runs on this machine.
 * @param {import('../local/steps.mjs').Steps} steps @param {{ count?: string, open?: string, closed?: string }} options
 * @param {import('./figures.mjs').Figures} figures
 */
export function run(steps, options, figures) {
  readTypeScript();
  const sizes = {
    count: Number(options.count ?? COUNT),
    open: Number(options.open ?? OPEN_TASKS),
    closed: Number(options.closed ?? CLOSED_CASES),
  };
  return withSystem(steps, (system) => carryAll(steps, system, sizes, figures));
}

async function carryAll(steps, system, { count, open, closed }, figures) {
  const add = (...figure) => figures.add('lifecycles', ...figure);
  const { RawEngine } = await import('./raw-engine.mjs');
  const sql = await connectAs(system.adminUrl, { max: 4 });
  const raw = new RawEngine(system.zeebeAddress);
  try {
    await raw.deploy();
    const city = await TwoTasks.open(system, sql);
    await steps.run('Warming up', async () => {
      await raw.carryTwoSteps(WARM_UP, 8);
      await raw.carryCases(WARM_UP / 4, 8);
      await city.carry(WARM_UP, 8);
    });
    const straight = new Map();
    for (const atOnce of AT_ONCE) {
      const rate = await steps.run(
        `${count} straight, ${atOnce} at once`,
        () => raw.carryTwoSteps(count, atOnce),
        perSecond,
      );
      straight.set(atOnce, rate);
      add(`two tasks straight, ${atOnce} at once`, rate, 'per second');
    }
    for (const atOnce of AT_ONCE) {
      const cases = Math.ceil(count / 4);
      const rate = await steps.run(
        `${cases} cases straight, ${atOnce} at once`,
        () => raw.carryCases(cases, atOnce),
        perSecond,
      );
      add(`case-main straight, ${atOnce} at once`, rate, 'per second', {
        ratio: rate / straight.get(atOnce),
        compared: 'two tasks straight',
      });
    }
    const byPeople = new Map();
    const lag = new IntakeLag(sql);
    for (const atOnce of AT_ONCE) {
      const { rate, next } = await steps.run(
        `${count} by people, ${atOnce} at once`,
        () => lag.during(() => city.carry(count, atOnce)),
        ({ rate }) => perSecond(rate),
      );
      byPeople.set(atOnce, rate);
      add(`two tasks by people, ${atOnce} at once`, rate, 'per second', {
        ...(atOnce === AT_ONCE.at(-1) && { atLeast: 85 }),
        ratio: rate / straight.get(atOnce),
        compared: 'straight',
      });
      if (atOnce !== 1) continue;
      add('next task on an open page, p50', percentile(next, 0.5), 'ms');
      add('next task on an open page, p95', percentile(next, 0.95), 'ms', { atMost: 150 });
    }
    const best = Math.max(...byPeople.values());
    add('by people / straight, best of each', best / Math.max(...straight.values()), '', { atLeast: 0.5 });
    add('newest record stored is so old meanwhile, p95', lag.p95(), 's');
    const empty = byPeople.get(AT_ONCE.at(-1));
    const again = async (what) => {
      const { rate } = await steps.run(
        `${count} by people with ${what}`,
        () => city.carry(count, AT_ONCE.at(-1)),
        (carried) => perSecond(carried.rate),
      );
      add(`with ${what} / with none`, rate / empty, '', { atLeast: 0.9 });
    };
    await steps.run(`${open} open tasks`, () => addOpenTasks(sql, 0, open));
    await again(`${open} open tasks`);
    await steps.run(`${closed} closed cases`, (tell) =>
      fillClosed(system.adminUrl, closed, (done, total) => tell(`${done} of ${total}`)),
    );
    // What the database would have done long before a city has so many.
    await steps.run('Vacuuming', async () => {
      await sql`vacuum (analyze)`;
      await sql`checkpoint`;
    });
    await again(`${open} open tasks and ${closed} closed cases`);
    city.close();
  } finally {
    await raw.close();
    await sql.end({ timeout: 1 });
  }
}

/** How old the newest stored record is while work goes on: what the exporter collects, and what the intake takes. */
class IntakeLag {
  constructor(sql) {
    this.sql = sql;
    this.seconds = [];
  }

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  async during(work) {
    let over = false;
    const looking = (async () => {
      while (!over) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
        const [row] = await this.sql`
          select extract(epoch from clock_timestamp() - max(record_at))::float8 as seconds from record_positions`;
        if (row.seconds !== null) this.seconds.push(row.seconds);
      }
    })();
    try {
      return await work();
    } finally {
      over = true;
      await looking;
    }
  }

  p95() {
    return percentile(this.seconds, 0.95);
  }
}

const perSecond = (rate) => `${rate.toFixed(1)} per second`;
