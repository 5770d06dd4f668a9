import { randomUUID } from 'node:crypto';
import { connectAs } from '../local/database.mjs';
import { parseOptions } from '../local/options.mjs';
import { waitUntil } from '../local/processes.mjs';
import { startTestSystem } from '../local/test-system.mjs';
import { readTypeScript } from '../local/typescript.mjs';
import { addOpenTasks } from './open-tasks.mjs';
import { Person } from './person.mjs';
import { TaskStream } from './task-stream.mjs';
import { percentile } from './timing.mjs';

const RAW_AT_ONCE = [8, 32, 128];
const AT_ONCE = [1, 8, 32];
const COUNT = 400;
const WARM_UP = 60;
const OPEN_TASKS = 100_000;
const HOUR_MS = 3_600_000;
const PATIENCE_MS = 120_000;
const CLAIM = 'mutation Claim($id: ID!) { claimTask(id: $id) { id } }';
const COMPLETE = 'mutation Complete($id: ID!) { completeTask(id: $id, result: {}) { id } }';

/**
 * A process of two tasks from start to end: straight over gRPC with nothing of ours between but the exporter and the intake
 * of its records, and by people over GraphQL, who claim and complete each task as they hear of it; then once more with many
 * open tasks on the list. Everything runs on this machine.
 * @param {import('../local/steps.mjs').Steps} steps @param {string[]} args
 * @returns {Promise<boolean>}
 */
export async function run(steps, args) {
  const options = parseOptions(args, { count: 'value', open: 'value' }, 'npm run bench -- lifecycles');
  const count = Number(options.count ?? COUNT);
  const open = Number(options.open ?? OPEN_TASKS);
  readTypeScript();
  const { RawEngine } = await import('./raw-engine.mjs');
  const system = await steps.run('Starting a system', () => startTestSystem({ demo: true, durable: true }));
  const sql = await connectAs(system.adminUrl, { max: 4 });
  const raw = new RawEngine(system.zeebeAddress);
  try {
    await raw.deploy('two-jobs.bpmn', 'two-tasks.bpmn');
    const city = await City.open(system, sql);
    await steps.run('Warming up', async () => {
      await raw.carry(WARM_UP, 8);
      await city.carry(WARM_UP, 8);
    });
    const straight = [];
    for (const atOnce of RAW_AT_ONCE)
      straight.push(await steps.run(`${count} straight, ${atOnce} at once`, () => raw.carry(count, atOnce), perSecond));
    const byPeople = [];
    for (const atOnce of AT_ONCE)
      byPeople.push(
        await steps.run(
          `${count} by people, ${atOnce} at once`,
          () => city.carry(count, atOnce),
          ({ rate }) => perSecond(rate),
        ),
      );
    await steps.run(`${open} open tasks`, () => addOpenTasks(sql, 0, open));
    const crowded = await steps.run(
      `${count} by people among them, ${AT_ONCE.at(-1)} at once`,
      () => city.carry(count, AT_ONCE.at(-1)),
      ({ rate }) => perSecond(rate),
    );
    city.close();
    return report(straight, byPeople, crowded, open);
  } finally {
    await raw.close();
    await sql.end({ timeout: 1 });
    await steps.run('Stopping', () => system.stop());
  }
}

/** Two quality checkers: one works, the other one's open page hears of it. */
class City {
  static async open(system, sql) {
    const city = new City();
    city.sql = sql;
    city.worker = await Person.signIn(system, 'zhijian');
    city.stream = await TaskStream.open(await Person.signIn(system, 'zhijian'));
    const requester = randomUUID();
    await sql`insert into requesters (id, kind, masked_name, created_at) values (${requester}, 'ANONYMOUS', '匿名', now())`;
    city.requester = requester;
    city.engine = (await sql`select max(id) as engine from engines`)[0].engine;
    return city;
  }

  /** Only a bench starts a case this way: its row and the message for the engine, as receiving does, without a request. */
  async start() {
    const id = randomUUID();
    const number = `LC9${String(Math.floor(Math.random() * 1e12)).padStart(12, '0')}`;
    const command = {
      name: 'msg.bench.started',
      correlationKey: id,
      messageId: id,
      timeToLiveMs: HOUR_MS,
      variables: { caseId: id, caseNumber: number },
    };
    await this.sql`
      with received as (
        insert into cases (id, number, check_code_hash, idempotency_key, type, channel, title, original_text, requester_id, status, phase, received_at)
        values (${id}, ${number.slice(0, 15)}, '\\x00', ${`bench-${id}`}, 'COMPLAINT', 'PHONE', '两步', '两步', ${this.requester}, 'RECEIVED', 'RECEIVE', now())
      ), told as (
        insert into outbox (lane, kind, engine_id, case_id, command) values (${id}, 'PUBLISH_MESSAGE', ${this.engine}, ${id}, ${this.sql.json(command)})
      )
      select pg_notify('outbox', '')`;
    return id;
  }

  /** @returns {Promise<{ rate: number, next: number[] }>} lifecycles per second; ms from a completion sent to the next task heard of */
  async carry(count, atOnce) {
    const next = [];
    let started = 0;
    const carryNext = async () => {
      while (started < count) {
        started += 1;
        const id = await this.start();
        const first = await this.stream.next(id, 'OPEN');
        await this.worker.ask(CLAIM, { id: first });
        const completed = performance.now();
        const second = this.stream.next(id, 'OPEN').then((task) => {
          next.push(performance.now() - completed);
          return task;
        });
        await this.worker.ask(COMPLETE, { id: first });
        const task = await second;
        await this.worker.ask(CLAIM, { id: task });
        await this.worker.ask(COMPLETE, { id: task });
      }
    };
    const began = performance.now();
    await Promise.all(Array.from({ length: atOnce }, carryNext));
    await waitUntil(async () => (await this.sql`select from tasks where state = 'COMPLETING' limit 1`).length === 0, {
      timeoutMs: PATIENCE_MS,
      what: 'Every completion reaches the engine',
    });
    return { rate: (count / (performance.now() - began)) * 1_000, next };
  }

  close() {
    this.stream.client.dispose();
  }
}

const perSecond = (rate) => `${rate.toFixed(1)} per second`;

function report(straight, byPeople, crowded, open) {
  const say = (kept, line) => process.stdout.write(`  ${kept ? '✓' : '✗'} ${line}\n`);
  const best = Math.max(...byPeople.map(({ rate }) => rate));
  const ratio = best / Math.max(...straight);
  const growth = crowded.rate / byPeople.at(-1).rate;
  const next = byPeople[0].next;
  const results = [
    [ratio >= 0.5, `by people / straight: ${ratio.toFixed(2)} (at least 0.50)`],
    [best >= 85, `lifecycles per second by people: ${best.toFixed(1)} (at least 85)`],
    [growth >= 0.9, `with ${open} open tasks / with none: ${growth.toFixed(2)} (at least 0.90)`],
    [
      percentile(next, 0.95) < 150,
      `next task on an open page: p50 ${percentile(next, 0.5).toFixed(0)} ms, p95 ${percentile(next, 0.95).toFixed(0)} ms (p95 under 150)`,
    ],
  ];
  for (const [kept, line] of results) say(kept, line);
  return results.every(([kept]) => kept);
}
