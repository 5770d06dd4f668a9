import { randomUUID } from 'node:crypto';
import { waitUntil } from '../local/processes.mjs';
import { Person } from './person.mjs';
import { TaskStream } from './task-stream.mjs';

const HOUR_MS = 3_600_000;
const PATIENCE_MS = 120_000;
const CLAIM = 'mutation Claim($id: ID!) { claimTask(id: $id) { id } }';
const COMPLETE = 'mutation Complete($id: ID!) { completeTask(id: $id, result: {}) { id } }';

/** Two quality checkers: one works, the other one's open page hears of it. */
export class TwoTasks {
  static async open(system, sql) {
    const carried = new TwoTasks();
    carried.sql = sql;
    carried.worker = await Person.signIn(system, 'zhijian');
    carried.stream = await TaskStream.open(await Person.signIn(system, 'zhijian'));
    const requester = randomUUID();
    await sql`insert into requesters (id, kind, masked_name, created_at) values (${requester}, 'ANONYMOUS', '匿名', now())`;
    carried.requester = requester;
    carried.engine = (await sql`select max(id) as engine from engines`)[0].engine;
    return carried;
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
