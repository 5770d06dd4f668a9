import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import postgres from 'postgres';
import { env } from '../config/env.js';

/** A transaction, or the pool for reads: the first argument of everything that touches the database. */
export type Sql = postgres.ISql<Record<never, never>>;

/** A piece of a statement, to be placed in another. */
export type SqlFragment = postgres.PendingQuery<postgres.Row[]>;

/** int8 and numeric arrive as strings; timestamptz as Date (microseconds lost: cursors carry text instead). */
const OPTIONS = {
  max: 20,
  connect_timeout: 10,
  idle_timeout: 0,
  // Seconds; by itself the client waits up to 20 before it knocks again, long after the database is back.
  backoff: (retries: number) => Math.min(1, 0.05 * 2 ** Math.min(retries, 5)) * (0.5 + Math.random() / 2),
  onnotice: () => {},
} as const;

/** Much longer than the client needs from a failed statement to the closed connection behind it. */
const NOTICED_WITHIN_MS = 1_000;
const LOST = new Set(['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED', 'ECONNRESET', 'EPIPE']);

class ConnectionLost extends Error {
  readonly code = 'CONNECTION_CLOSED';
  constructor() {
    super('The connection of this transaction is closed.');
  }
}

const isConnectionLost = (error: unknown): boolean => LOST.has(String((error as { code?: unknown } | null)?.code));

/**
 * For statements whose best plan depends on what is asked (a unit with ten cases or with a million): PostgreSQL plans it each
 * time with the very values, instead of once for all.
 */
export function plannedAnew<T extends object>(query: T): T {
  (query as unknown as { options: { prepare?: boolean } }).options.prepare = false;
  return query;
}

/** A number as part of the statement itself: a plan that does not know its limit reckons with a tenth of the table. */
export function literal(sql: Sql, number: number): SqlFragment {
  if (!Number.isSafeInteger(number)) throw new TypeError(`${number} is no literal`);
  return sql.unsafe(String(number)) as unknown as SqlFragment;
}

/** A fifth: a page is read within milliseconds. */
const connectionsForLists = () => Math.max(1, Math.floor(env.YOUSU_DATABASE_CONNECTIONS / 5));

@Injectable()
export class Database implements OnApplicationShutdown {
  private readonly pool = postgres(env.DATABASE_URL, {
    ...OPTIONS,
    max: env.YOUSU_DATABASE_CONNECTIONS - connectionsForLists(),
  });
  private readonly lists = postgres(env.DATABASE_URL, {
    ...OPTIONS,
    max: connectionsForLists(),
    connection: { plan_cache_mode: 'force_generic_plan' },
  });

  /** For reads outside a transaction. */
  get sql(): Sql {
    return this.pool;
  }

  /**
   * For lists whose best plan is the same whatever is asked, since each part of them names the index it walks: planned once
   * for each connection. Left to itself PostgreSQL plans them anew every time, because it overrates what it does not know,
   * and that took 2.7 ms of the 4.0 ms of a page (`npm run bench -- lists`). Write limits as literals there, see `literal`.
   */
  get plannedOnce(): Sql {
    return this.lists;
  }

  /**
   * All or nothing. Never call the network inside; retried by nobody, because the caller knows whether it may be.
   * Statements that do not need each other's answer are best asked for together (`Promise.all`): the server takes them one
   * after the other in the order they were asked for, and nobody waits in between. A statement is asked for when it is awaited,
   * or by `execute()`: one that the next depends on says so.
   *
   * The client writes to a closed connection without looking, be it the next statement or its own rollback, and that
   * throws where nobody can catch it. So nothing is said any more on a connection that is gone.
   */
  async inTransaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    let over = false;
    /** `begin` fails by itself once it notices the closed connection; until then its rollback must not be reached. */
    const unlessOver = (error: unknown): Promise<never> =>
      new Promise((_resolve, reject) => {
        setTimeout(() => over || reject(error), NOTICED_WITHIN_MS).unref();
      });
    try {
      return (await this.pool.begin(async (sql) => {
        const guarded = new Proxy(sql, {
          apply(target, self, parts) {
            if (over) throw new ConnectionLost();
            return Reflect.apply(target, self, parts);
          },
        });
        try {
          // Goes out with the first statement of the work, which fails where this one did.
          sql`set local statement_timeout = '15s'`.execute().catch(() => {});
          const result = await work(guarded);
          return over ? await unlessOver(new ConnectionLost()) : result;
        } catch (error) {
          if (over || isConnectionLost(error)) return await unlessOver(error);
          throw error;
        }
      })) as T;
    } finally {
      over = true;
    }
  }

  /** A connection of its own that listens; it reconnects by itself and calls `onListen` each time it is back. */
  async listen(
    channel: string,
    onNotify: (payload: string) => void,
    onListen?: () => void,
  ): Promise<() => Promise<void>> {
    const client = postgres(env.DATABASE_URL, { ...OPTIONS, max: 1 });
    await client.listen(channel, onNotify, onListen);
    return () => client.end({ timeout: 1 });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.pool.end({ timeout: 5 }), this.lists.end({ timeout: 5 })]);
  }
}
