import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { isSpan } from '../../../../common/src/working-time/span.js';
import { Database } from '../../database/database.js';
import { defineJob, JobHandler } from '../../process-engine/job-handler.js';
import { CLOCK_KINDS, type ClockKind } from './clock-kinds.js';
import { ClockLedger } from './clock-ledger.js';

const span = z.string().refine(isSpan, 'a span such as 2wh, 5wd, 24h or 15m');

const definition = defineJob({
  type: 'start-clocks',
  input: z.object({ caseId: z.uuid(), deadlines: z.record(z.string(), span.nullable()) }),
  output: z.object({}),
  fetchVariables: ['caseId', 'deadlines'],
});

/** Keeps what the deadline decision answered; the clocks themselves start with the step or act that they limit. */
@Injectable()
export class StartClocksJob extends JobHandler<z.infer<typeof definition.input>, Record<string, never>> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly ledger: ClockLedger,
  ) {
    super();
  }

  async handle({ caseId, deadlines }: z.infer<typeof definition.input>): Promise<Record<string, never>> {
    const spans: Partial<Record<ClockKind, string>> = {};
    for (const kind of CLOCK_KINDS) {
      const value = deadlines[kind];
      if (value) spans[kind] = value;
    }
    await this.database.inTransaction((sql) => this.ledger.keepSpans(sql, caseId, spans));
    return {};
  }
}
