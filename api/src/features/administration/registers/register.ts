import type { Sql } from '../../../database/database.js';
import type { BrokenRules, Change, City, Entry, RegisterKind } from './register.model.js';

/** An entry as it is kept: `id` names its history. */
export interface Kept<E extends Entry> {
  id: string;
  entry: E;
  active: boolean;
}

/** An entry to be kept; `passwordHash` of a person's temporary password. */
export interface NewEntry<E extends Entry> {
  id: string;
  entry: E;
  passwordHash?: string | undefined;
}

/** Who changes something, and when. */
export interface Act {
  actorId: string;
  at: Date;
  /** Of a table, not of a form. */
  imported?: boolean;
}

/** One of the tables that administrators keep: people, units, teams, categories, areas. */
export abstract class Register<E extends Entry = Entry> {
  abstract readonly kind: RegisterKind;
  /** The key first, then what may change. */
  abstract readonly fields: readonly (keyof E & string)[];
  /** Fields that tell of a person; they stand in the erasable part of an event. */
  readonly personalFields: readonly string[] = [];

  keyOf(entry: E): string {
    return String(entry[this.fields[0] as string]);
  }

  /** Without the blanks people type around words, and in the form that is kept. */
  abstract tidy(entry: E): E;

  /** What an edit leaves unsaid stays as it is. */
  completed(entry: E, _kept: E): E {
    return entry;
  }

  /** @param city with this entry in it, when others of the same table refer to it */
  abstract broken(entry: E, city: City): BrokenRules;

  /** @param keys null: all */
  abstract read(sql: Sql, keys: readonly string[] | null): Promise<Kept<E>[]>;

  abstract insert(sql: Sql, rows: readonly NewEntry<E>[], act: Act): Promise<void>;

  abstract update(sql: Sql, rows: readonly Kept<E>[]): Promise<void>;

  abstract setActive(sql: Sql, id: string, active: boolean): Promise<void>;

  /** @throws what stands against putting it out of use */
  abstract demandUnused(sql: Sql, kept: Kept<E>, act: Act): Promise<void>;

  /** @throws AboveOutOfUse */
  abstract demandUsable(kept: Kept<E>, city: City): void;

  /** What else an edit of an entry brings about, in the same transaction. @returns facts for its event */
  edited(_sql: Sql, _after: Kept<E>, _changes: readonly Change[], _act: Act): Promise<Record<string, unknown>> {
    return Promise.resolve({});
  }

  /** The same of putting it out of use. */
  left(_sql: Sql, _kept: Kept<E>, _act: Act): Promise<Record<string, unknown>> {
    return Promise.resolve({});
  }

  /** Once after all changes of a transaction: what holds for the whole table. */
  settle(_sql: Sql): Promise<void> {
    return Promise.resolve();
  }
}
