import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import postgres from 'postgres';
import { env } from '../config/env.js';

/** A transaction, or the pool for reads: the first argument of everything that touches the database. */
export type Sql = postgres.ISql<Record<never, never>>;

/** A piece of a statement, to be placed in another. */
export type SqlFragment = postgres.PendingQuery<postgres.Row[]>;

/** int8 and numeric arrive as strings; timestamptz as Date (microseconds lost: cursors carry text instead). */
const OPTIONS = { max: 20, connect_timeout: 10, idle_timeout: 0, onnotice: () => {} } as const;

@Injectable()
export class Database implements OnApplicationShutdown {
  private readonly pool = postgres(env.DATABASE_URL, { ...OPTIONS, max: env.YOUSU_DATABASE_CONNECTIONS });

  /** For reads outside a transaction. */
  get sql(): Sql {
    return this.pool;
  }

  /** All or nothing. Never call the network inside; retried by nobody, because the caller knows whether it may be. */
  inTransaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.pool.begin(async (sql) => {
      await sql`set local statement_timeout = '15s'`;
      return work(sql);
    }) as Promise<T>;
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
    await this.pool.end({ timeout: 5 });
  }
}
