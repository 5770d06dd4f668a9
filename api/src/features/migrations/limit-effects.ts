import { Injectable } from '@nestjs/common';
import { evaluateDecision } from '../../../../common/src/decision-evaluation/evaluate-decision.js';
import { DEADLINES } from '../../../../common/src/model-lint/platform.js';
import { type DecisionTable, readDmn } from '../../../../common/src/model-lint/read-dmn.js';
import type { OfficeClass } from '../../../../common/src/working-time/office-hours.js';
import { reckon } from '../../../../common/src/working-time/reckoning.js';
import { isSpan } from '../../../../common/src/working-time/span.js';
import type { WorkingCalendar } from '../../../../common/src/working-time/working-calendar.js';
import { Database } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { Calendars } from '../calendar/calendar.public.js';
import type { ChangedModel } from './changed-models.js';
import { type DecidedCase, LimitQueries, type RunningClock } from './limit.queries.js';

export interface LimitShift {
  clock: string;
  from: string | null;
  to: string | null;
  cases: number;
  running: number;
  earliestShiftMs: number | null;
  latestShiftMs: number | null;
}

export interface LimitEffect {
  cases: number;
  unchanged: number;
  undecided: number;
  shifts: LimitShift[];
}

type Spans = Record<string, string | null>;

/** Which limits of open cases another table would give, and by how much their clocks would move if they were set by it. */
@Injectable()
export class LimitEffects {
  constructor(
    private readonly database: Database,
    private readonly engine: EngineIdentity,
    private readonly calendars: Calendars,
    private readonly queries: LimitQueries,
  ) {}

  /** Null where the table of limits is not among the changes. */
  async of(changes: readonly ChangedModel[]): Promise<LimitEffect | null> {
    const after = changes.map(({ kind, content }) => (kind === 'DECISION' ? limitsIn(content) : null)).find(Boolean);
    if (!after) return null;
    const { sql } = this.database;
    const { engineId } = this.engine;
    const content = await this.queries.runningTable(sql, engineId, DEADLINES);
    const before = content === null ? null : limitsIn(content);
    if (!before) return { cases: 0, unchanged: 0, undecided: 0, shifts: [] };
    const cases = await this.queries.decidedCases(sql, engineId, DEADLINES);
    const changed = changesOf(cases, before, after);
    const kinds = [...new Set(changed.moved.flatMap(({ spans }) => spans.map(({ clock }) => clock)))];
    const clocks = await this.queries.runningClocks(sql, kinds);
    const calendar = await this.calendars.current(sql);
    return { ...changed.counts, shifts: shiftsOf(changed.moved, clocks, calendar) };
  }
}

function limitsIn(content: string): DecisionTable | null {
  try {
    return readDmn('limits.dmn', content).decisions.find(({ id }) => id === DEADLINES)?.table ?? null;
  } catch {
    return null;
  }
}

interface MovedCase {
  caseId: string;
  spans: { clock: string; from: string | null; to: string | null }[];
}

/** Cases with the same inputs are decided once. */
function changesOf(cases: readonly DecidedCase[], before: DecisionTable, after: DecisionTable) {
  const known = new Map<string, MovedCase['spans'] | null>();
  const counts = { cases: cases.length, unchanged: 0, undecided: 0 };
  const moved: MovedCase[] = [];
  for (const { caseId, inputs, facts } of cases) {
    const variables = { ...facts, ...decidedOn(inputs, before) };
    const key = JSON.stringify(variables);
    let spans = known.get(key);
    if (spans === undefined) {
      spans = difference(spansOf(before, variables), spansOf(after, variables));
      known.set(key, spans);
    }
    if (spans === null) counts.undecided += 1;
    else if (spans.length === 0) counts.unchanged += 1;
    else moved.push({ caseId, spans });
  }
  return { counts, moved };
}

/** The inputs of then by what the columns ask for; of a table with other columns nothing is taken. */
function decidedOn(inputs: readonly unknown[], table: DecisionTable): Record<string, unknown> {
  if (inputs.length !== table.inputs.length) return {};
  return Object.fromEntries(table.inputs.map(({ expression }, place) => [expression.trim(), inputs[place] ?? null]));
}

function spansOf(table: DecisionTable, variables: Record<string, unknown>): Spans | null {
  const { output, failure } = evaluateDecision(table, variables);
  return failure === null && typeof output === 'object' && output !== null ? (output as Spans) : null;
}

/** Null where one of the tables has no answer. */
function difference(before: Spans | null, after: Spans | null): MovedCase['spans'] | null {
  if (!before || !after) return null;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((clock) => {
    const [from, to] = [before[clock] ?? null, after[clock] ?? null];
    return from === to ? [] : [{ clock, from, to }];
  });
}

function shiftsOf(
  moved: readonly MovedCase[],
  clocks: readonly RunningClock[],
  calendar: WorkingCalendar,
): LimitShift[] {
  const running = new Map(clocks.map((clock) => [`${clock.caseId} ${clock.kind}`, clock]));
  const shifts = new Map<string, LimitShift>();
  for (const { caseId, spans } of moved) {
    for (const { clock, from, to } of spans) {
      const key = `${clock} ${from} ${to}`;
      const none = { running: 0, earliestShiftMs: null, latestShiftMs: null };
      const shift = shifts.get(key) ?? { clock, from, to, cases: 0, ...none };
      shift.cases += 1;
      const ms = shiftOf(running.get(`${caseId} ${clock}`), from, to, calendar);
      if (ms !== null) {
        shift.running += 1;
        shift.earliestShiftMs = Math.min(shift.earliestShiftMs ?? ms, ms);
        shift.latestShiftMs = Math.max(shift.latestShiftMs ?? ms, ms);
      }
      shifts.set(key, shift);
    }
  }
  return [...shifts.values()].sort((one, other) => other.running - one.running || other.cases - one.cases);
}

/** Through working time, with what was granted and how long it stood still. Null where it does not run or cannot be reckoned. */
function shiftOf(
  clock: RunningClock | undefined,
  from: string | null,
  to: string | null,
  calendar: WorkingCalendar,
): number | null {
  if (!clock || from === null || to === null || !isSpan(from) || !isSpan(to)) return null;
  const terms = {
    startedAt: clock.startedAt.getTime(),
    officeClass: clock.officeClass as OfficeClass,
    extensions: [],
    pauses: [],
  };
  const due = (span: string) => reckon({ ...terms, span }, terms.startedAt, calendar).due;
  try {
    return due(to) - due(from);
  } catch {
    return null;
  }
}
