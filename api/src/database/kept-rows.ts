import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database } from './database.js';

/** Tables of the city's own order, small and seldom changed; a trigger of each tells every process (migration 0018). */
export type KeptTable = 'areas' | 'categories' | 'units' | 'users';

const MOST_ROWS = 20_000;

/**
 * Names of units, people, categories and areas stand on every row of every list: they are kept until their table changes
 * anywhere, instead of being asked for with each page. A page of the task list asked seven times, four of them for these
 * (`npm run bench -- lists`).
 */
@Injectable()
export class KeptRows implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly kept = new LRUCache<string, object>({ max: MOST_ROWS });
  /** What was being read when a table changed is not kept. */
  private changes = 0;
  private listening = false;
  private stopListening: () => Promise<void> = async () => {};

  constructor(private readonly database: Database) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stopListening = await this.database.listen(
      'kept_rows_changed',
      () => this.forget(),
      () => this.forget(),
    );
    this.listening = true;
  }

  async onApplicationShutdown(): Promise<void> {
    this.listening = false;
    await this.stopListening();
  }

  /** @returns a row or null for each key, in their order */
  async of<R extends object>(
    table: KeptTable,
    keys: readonly string[],
    read: (keys: readonly string[]) => Promise<R[]>,
    keyOf: (row: R) => string,
  ): Promise<(R | null)[]> {
    const rows = new Map<string, R>();
    for (const key of keys) {
      const row = this.kept.get(`${table} ${key}`);
      if (row) rows.set(key, row as R);
    }
    const missing = keys.filter((key) => !rows.has(key));
    if (missing.length > 0) {
      const before = this.changes;
      for (const row of await read(missing)) {
        rows.set(keyOf(row), row);
        if (this.listening && before === this.changes) this.kept.set(`${table} ${keyOf(row)}`, row);
      }
    }
    return keys.map((key) => rows.get(key) ?? null);
  }

  /** The row if it is kept: a list with fifty names waits for none of them. */
  now<R extends object>(table: KeptTable, key: string): R | undefined {
    return this.kept.get(`${table} ${key}`) as R | undefined;
  }

  private forget(): void {
    this.changes += 1;
    this.kept.clear();
  }
}
