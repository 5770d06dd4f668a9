import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { appendEvents, type EventStream, type NewEvent } from '../events/events.public.js';
import { AlreadyThere } from './administration.errors.js';
import type { Act, Kept, NewEntry, Register } from './registers/register.js';
import { type Change, changesBetween, type Entry } from './registers/register.model.js';

/** Values of a statement are bound one by one, at most 65,535. */
const EVENTS_AT_ONCE = 2_000;

export const streamOfEntry = (kind: Register['kind'], id: string): EventStream => `${kind}:${id}`;

/** Writes entries of a register and what became of them into their histories; the caller has checked them. */
@Injectable()
export class KeepEntries {
  /** @throws AlreadyThere for a name that another entry has and nobody may share */
  async add<E extends Entry>(sql: Sql, register: Register<E>, rows: readonly NewEntry<E>[], act: Act): Promise<void> {
    if (rows.length === 0) return;
    try {
      await register.insert(sql, rows, act);
    } catch (error) {
      if ((error as { code?: unknown }).code !== '23505') throw error;
      throw new AlreadyThere(register.kind, rows.map(({ entry }) => register.keyOf(entry)).join(', '));
    }
    await this.tell(
      sql,
      rows.map(({ id, entry }) => {
        const after = Object.fromEntries(
          register.fields
            .filter((field) => !register.personalFields.includes(field))
            .map((field) => [field, entry[field]]),
        );
        const personal = Object.fromEntries(register.personalFields.map((field) => [field, String(entry[field])]));
        return { ...about(register, id, 'created', act), body: { after, ...by(act) }, personal };
      }),
    );
  }

  /** @returns how many differed from what was kept */
  async edit<E extends Entry>(
    sql: Sql,
    register: Register<E>,
    pairs: readonly { before: Kept<E>; after: E }[],
    act: Act,
  ): Promise<number> {
    const changed = pairs
      .map(({ before, after }) => ({
        kept: { ...before, entry: after },
        changes: changesBetween(before.entry, after, register.fields),
      }))
      .filter(({ changes }) => changes.length > 0);
    if (changed.length === 0) return 0;
    try {
      await register.update(
        sql,
        changed.map(({ kept }) => kept),
      );
    } catch (error) {
      if ((error as { code?: unknown }).code !== '23505') throw error;
      throw new AlreadyThere(register.kind, changed.map(({ kept }) => register.keyOf(kept.entry)).join(', '));
    }
    const events: NewEvent[] = [];
    for (const { kept, changes } of changed) {
      const facts = await register.edited(sql, kept, changes, act);
      const { open, personal } = apart(register, changes);
      events.push({
        ...about(register, kept.id, 'edited', act),
        body: { changes: open, ...facts, ...by(act) },
        personal,
      });
    }
    await this.tell(sql, events);
    return changed.length;
  }

  private async tell(sql: Sql, events: readonly NewEvent[]): Promise<void> {
    for (let at = 0; at < events.length; at += EVENTS_AT_ONCE)
      await appendEvents(sql, events.slice(at, at + EVENTS_AT_ONCE));
  }
}

/** The event of an act on an entry. */
export function about(register: Pick<Register, 'kind'>, id: string, what: string, { actorId, at }: Act) {
  return {
    type: `${register.kind}.${what}`,
    caseId: null,
    stream: streamOfEntry(register.kind, id),
    actor: { kind: 'USER' as const, id: actorId },
    at,
  };
}

const by = ({ imported }: Act) => (imported ? { imported } : {});

/** What tells of a person is erasable, so it stands apart as `nameFrom` and `nameTo`. */
function apart(
  register: Pick<Register, 'personalFields'>,
  changes: readonly Change[],
): { open: Change[]; personal: Record<string, string> } {
  const isPersonal = ({ field }: Change) => register.personalFields.includes(field);
  return {
    open: changes.filter((change) => !isPersonal(change)),
    personal: Object.fromEntries(
      changes.filter(isPersonal).flatMap(({ field, from, to }) => [
        [`${field}From`, String(from)],
        [`${field}To`, String(to)],
      ]),
    ),
  };
}
