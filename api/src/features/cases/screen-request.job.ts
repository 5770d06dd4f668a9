import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { defineJob, JobHandler } from '../../process-engine/job-handler.js';
import { SAME_FACTS } from './case.model.js';
import { DuplicateQueries } from './duplicate.queries.js';
import { screenWords } from './screening.model.js';

const yesNo = (value: boolean): 'YES' | 'NO' => (value ? 'YES' : 'NO');

const definition = defineJob({
  type: 'screen-request',
  input: z.object({ caseId: z.uuid() }),
  output: z.object({
    emergencyWord: z.enum(['NONE', 'CASUALTY', 'GAS_LEAK', 'FIRE', 'UTILITY_BURST']),
    vulnerable: z.enum(['YES', 'NO']),
    callersSameSpot: z.int(),
    duplicateOpen: z.enum(['YES', 'NO']),
    newFacts: z.enum(['YES', 'NO']),
    knowledgeHit: z.enum(['YES', 'NO']),
    statutoryChannel: z.enum(['NONE', 'LITIGATION', 'PETITION', 'DISCIPLINE']),
    statutoryLimit: z.string(),
    month: z.int().min(1).max(12),
    urgency: z.int(),
    reworkNo: z.int(),
  }),
  fetchVariables: ['caseId'],
});

type Input = z.infer<typeof definition.input>;
type Output = z.infer<typeof definition.output>;

interface Screened {
  text: string;
  type: string;
  categoryCode: string | null;
  areaCode: string | null;
  place: string;
  phoneIndex: Buffer | null;
  receivedAt: Date;
  urgency: number;
  reworkCount: number;
  duplicateOf: string | null;
  statutoryLimit: string | null;
}

/** Turns what is known of a request into the small facts on which the decisions of the route stand. */
@Injectable()
export class ScreenRequestJob extends JobHandler<Input, Output> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly duplicates: DuplicateQueries,
  ) {
    super();
  }

  handle({ caseId }: Input): Promise<Output> {
    return this.database.inTransaction(async (sql) => {
      const [screened] = await sql<Screened[]>`
        /* screenedCase */
        select c.original_text as text, c.type, c.category_code as "categoryCode", c.area_code as "areaCode", c.place,
          r.phone_index as "phoneIndex", c.received_at as "receivedAt", c.urgency, c.rework_count as "reworkCount",
          c.duplicate_of as "duplicateOf", g.statutory_limit as "statutoryLimit"
        from cases c
        join requesters r on r.id = c.requester_id
        left join categories g on g.code = c.category_code
        where c.id = ${caseId}`;
      if (!screened) throw new Error(`case ${caseId} is not there`);
      const words = screenWords(screened.text);
      const alike = await this.duplicates.alike(sql, { ...screened, exceptId: caseId });
      // The same caller on an open matter; a case that the receiver named counts whoever called.
      const open = alike.find(
        (found) =>
          found.closedAt === null &&
          (found.id === screened.duplicateOf || (found.sameRequester && found.score >= SAME_FACTS)),
      );
      if (open && !screened.duplicateOf) {
        await sql`
          /* keepDuplicate */
          update cases
          set duplicate_of = ${open.id}
          where id = ${caseId}`;
      }
      const knowledgeHit =
        screened.type === 'CONSULT' &&
        (await this.duplicates.answeredBefore(sql, { ...screened, exceptId: caseId }, SAME_FACTS));
      const shanghaiMonth = new Date(this.clock.now().getTime() + 8 * 3_600_000).getUTCMonth() + 1;
      return {
        emergencyWord: words.emergencyWord,
        vulnerable: yesNo(words.vulnerable),
        statutoryChannel: words.statutoryChannel,
        callersSameSpot: screened.place ? await this.duplicates.callersAtSpot(sql, screened) : 1,
        duplicateOpen: yesNo(open !== undefined),
        newFacts: yesNo(open === undefined || open.score < SAME_FACTS),
        knowledgeHit: yesNo(knowledgeHit),
        statutoryLimit: screened.statutoryLimit ?? '',
        month: shanghaiMonth,
        urgency: screened.urgency,
        reworkNo: screened.reworkCount,
      };
    });
  }
}
