import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';

export interface DecidedCase {
  caseId: string;
  /** What went into the decision when it was made, in the order of its columns. */
  inputs: unknown[];
  /** What the case says of itself now. */
  facts: Record<string, unknown>;
}

export interface RunningClock {
  caseId: string;
  kind: string;
  officeClass: string;
  startedAt: Date;
}

interface Evaluation {
  caseId: string;
  caseType: string;
  channel: string;
  category: string | null;
  area: string | null;
  secrecy: string;
  urgency: number;
  inputs: { decisionId: string; inputValue: string }[];
}

/** Reading what open cases' limits were decided on. */
@Injectable()
export class LimitQueries {
  async runningTable(sql: Sql, engineId: number, decisionId: string): Promise<string | null> {
    const [row] = await sql<{ content: string }[]>`
      /* runningTable */
      select content
      from deployed_resources
      where engine_id = ${engineId} and kind = 'DECISION_REQUIREMENTS' and model_id = ${decisionId} and content is not null
      order by key desc
      limit 1`;
    return row?.content ?? null;
  }

  /** Open cases with their last decision on limits. */
  async decidedCases(sql: Sql, engineId: number, decisionId: string): Promise<DecidedCase[]> {
    const rows = await sql<Evaluation[]>`
      /* decidedCases */
      select distinct on (e.case_id) e.case_id as "caseId", c.type as "caseType", c.channel, c.category_code as category, c.area_code as area, c.secrecy,
        c.urgency, e.inputs
      from decision_evaluations e
      join cases c on c.id = e.case_id
      where e.engine_id = ${engineId} and e.decision_id = ${decisionId} and c.closed_at is null
      order by e.case_id, e.at desc`;
    return rows.map(({ caseId, inputs, ...facts }) => ({
      caseId,
      inputs: inputs.filter((input) => input.decisionId === decisionId).map(({ inputValue }) => parsed(inputValue)),
      facts,
    }));
  }

  runningClocks(sql: Sql, kinds: readonly string[]): Promise<RunningClock[]> {
    return sql<RunningClock[]>`
      /* runningClocksOfKinds */
      select k.case_id as "caseId", k.kind, k.office_class as "officeClass", k.started_at as "startedAt"
      from clocks k
      join cases c on c.id = k.case_id
      where k.state in ('RUNNING', 'PAUSED') and k.kind = any(${kinds as string[]}) and c.closed_at is null`;
  }
}

/** The engine writes values as JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
