import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { isSpan } from '../../../../common/src/working-time/span.js';
import { Database } from '../../database/database.js';
import { defineJob, JobHandler } from '../../process-engine/job-handler.js';
import { SPAN_KINDS, type SpanKind } from './clock-kind.model.js';
import { ClockLedger } from './clock-ledger.js';

const span = z.string().refine(isSpan, 'a span such as 2wh, 5wd, 24h or 15m');

const definition = defineJob({
  type: 'start-clocks',
  input: z.object({
    caseId: z.uuid(),
    deadlines: z.record(z.string(), span.nullable()),
    urgency: z.int().min(2).max(4),
  }),
  output: z.object({}),
  fetchVariables: ['caseId', 'deadlines', 'urgency'],
});

/**
 * Keeps what the decisions answered: the urgency, and the spans that follow from it; the clocks themselves start with
 * the step or act that they limit.
 */
@Injectable()
export class StartClocksJob extends JobHandler<z.infer<typeof definition.input>, Record<string, never>> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly ledger: ClockLedger,
  ) {
    super();
  }

  async handle({ caseId, deadlines, urgency }: z.infer<typeof definition.input>): Promise<Record<string, never>> {
    const spans: Partial<Record<SpanKind, string>> = {};
    for (const kind of SPAN_KINDS) {
      const value = deadlines[kind];
      if (value) spans[kind] = value;
    }
    await this.database.inTransaction(async (sql) => {
      await sql`
        /* keepUrgency */
        update cases
        set urgency = ${urgency}
        where id = ${caseId} and urgency <> ${urgency}`;
      await this.ledger.keepSpans(sql, caseId, spans);
    });
    return {};
  }
}
