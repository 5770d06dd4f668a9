import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Sql } from '../../database/database.js';
import { Calendars } from '../calendar/calendar.public.js';
import type { NewEvent } from '../events/events.public.js';
import type { ClockRecord, PauseReason } from './clock.model.js';
import { ClockRepository } from './clock.repository.js';
import { MoveClocks } from './move-clocks.js';

export interface PauseTerms {
  reason: PauseReason;
  /** What proves it: a document's number, a call record. */
  proof: string;
  /** In words: what ends it. Shown to the citizen. */
  endsWhen: string;
  /** Ends by itself then; null: somebody resumes it. */
  until: Date | null;
}

/** 停表 and 恢复计时 in the ledger; who may do so is the caller's question. */
@Injectable()
export class ClockPauses {
  constructor(
    private readonly calendars: Calendars,
    private readonly clocks: ClockRepository,
    private readonly moves: MoveClocks,
  ) {}

  /** @param clock running and locked */
  async pause(sql: Sql, clock: ClockRecord, terms: PauseTerms, by: { id: string; at: Date }): Promise<void> {
    await sql`
      /* insertPause */
      insert into clock_pauses (id, clock_id, reason, proof, ends_when, until, paused_at, paused_by)
      values (${uuid()}, ${clock.id}, ${terms.reason}, ${terms.proof}, ${terms.endsWhen}, ${terms.until}, ${by.at}, ${by.id})`;
    const paused: ClockRecord = {
      ...clock,
      state: 'PAUSED',
      pauses: [...clock.pauses, { from: by.at, to: null, until: terms.until }],
    };
    await this.moves.execute(
      sql,
      [paused],
      {
        reason: 'PAUSED',
        actor: { kind: 'USER', id: by.id },
        at: by.at,
        body: { pauseReason: terms.reason, until: terms.until?.toISOString() ?? null },
        personal: { proof: terms.proof, endsWhen: terms.endsWhen },
      },
      await this.calendars.current(sql),
    );
  }

  /** @param clock paused and locked @param by nobody: what it waited for came by itself */
  async resume(
    sql: Sql,
    clock: ClockRecord,
    cause: { actor: NewEvent['actor']; at: Date; resumedAt?: Date; note?: string },
  ): Promise<ClockRecord> {
    const resumedAt = cause.resumedAt ?? cause.at;
    await sql`
      /* endPause */
      update clock_pauses
      set resumed_at = greatest(${resumedAt}, paused_at), resumed_by = ${cause.actor.kind === 'USER' ? (cause.actor.id ?? null) : null}
      where clock_id = ${clock.id} and resumed_at is null`;
    const running: ClockRecord = {
      ...clock,
      state: 'RUNNING',
      pauses: clock.pauses.map((pause) => (pause.to === null ? { ...pause, to: resumedAt } : pause)),
    };
    await this.moves.execute(
      sql,
      [running],
      { reason: 'RESUMED', actor: cause.actor, at: cause.at, personal: { note: cause.note } },
      await this.calendars.current(sql),
    );
    const resumed = await this.clocks.find(sql, clock.id);
    if (!resumed) throw new Error('a resumed clock is not there');
    return resumed;
  }

  /** What these clocks of the case waited for has come by itself. @returns them as they run now */
  async resumeAllFor(
    sql: Sql,
    caseId: string,
    reason: PauseReason,
    cause: { actor: NewEvent['actor']; at: Date },
  ): Promise<ClockRecord[]> {
    const resumed: ClockRecord[] = [];
    for (const clock of await this.clocks.pausedFor(sql, caseId, reason))
      resumed.push(await this.resume(sql, clock, cause));
    return resumed;
  }

  /** The moment named when it was paused has come. */
  endAtNamedMoment(sql: Sql, clock: ClockRecord, until: Date): Promise<ClockRecord> {
    return this.resume(sql, clock, { actor: { kind: 'SYSTEM' }, at: until, resumedAt: until });
  }
}
