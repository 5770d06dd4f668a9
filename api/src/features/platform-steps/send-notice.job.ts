import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import {
  NOTICE_RECEIVERS,
  NOTICE_ROLES,
  type NoticeReceiver,
  readerOf,
  STEP_NOTICES,
} from '../../../../common/src/platform-steps/step-notices.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { defineJob, JobHandler } from '../../process-engine/job-handler.js';
import type { EngineJob } from '../../process-engine/process-engine.js';
import { CaseRepository, isOpen, peopleOfCase } from '../cases/cases.public.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import { OrganisationQueries } from '../organisation/organisation.public.js';
import { peopleOfUnit, peopleWithRole } from '../supervision/supervision.public.js';
import { doneBefore } from './done-before.js';
import { StepNotSet } from './platform-step.errors.js';
import { settingOf } from './setting-of.js';

const definition = defineJob({
  type: 'send-notice',
  input: z.object({ caseId: z.uuid(), noticeUnit: z.string().nullish(), leadUnit: z.string().nullish() }),
  output: z.object({}),
  fetchVariables: ['caseId', 'noticeUnit', 'leadUnit'],
});

type Input = z.infer<typeof definition.input>;

const TOLD = 'case.noticeSent';

/** One text of the catalogue to the requester's progress page, to a role, a unit, or who works on the case; each job once. */
@Injectable()
export class SendNoticeJob extends JobHandler<Input, Record<string, never>> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly organisation: OrganisationQueries,
  ) {
    super();
  }

  handle(input: Input, job: EngineJob): Promise<Record<string, never>> {
    const to = settingOf(job, 'to', NOTICE_RECEIVERS);
    const notice = settingOf(
      job,
      'notice',
      Object.keys(STEP_NOTICES).filter((id) => STEP_NOTICES[id] === readerOf(to)),
    );
    const { caseId } = input;
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.get(sql, caseId);
      if (!isOpen(record) || (await doneBefore(sql, caseId, { type: TOLD, job: job.key }))) return {};
      const at = this.clock.now();
      const userIds = to === 'REQUESTER' ? [] : await this.people(sql, to, input, job);
      if (to === 'REQUESTER')
        await sql`
          /* tellTheRequester */
          insert into citizen_messages (id, case_id, kind, text, channel, created_at, sent_at)
          values (${uuid()}, ${caseId}, 'PROGRESS', ${notice}, 'PAGE', ${at}, ${at})`;
      else await notify(sql, { userIds, caseId, kind: `step.${notice}`, at });
      await appendEvent(sql, {
        type: TOLD,
        caseId,
        actor: { kind: 'ENGINE' },
        body: { notice, to, people: userIds.length, element: job.elementId, job: job.key },
        at,
      });
      return {};
    });
  }

  private async people(
    sql: Sql,
    to: Exclude<NoticeReceiver, 'REQUESTER'>,
    { caseId, noticeUnit, leadUnit }: Input,
    job: EngineJob,
  ): Promise<string[]> {
    if (to === 'PEOPLE_OF_CASE') return peopleOfCase(sql, caseId);
    if (to === 'ROLE') return peopleWithRole(sql, settingOf(job, 'role', NOTICE_ROLES));
    const unit = await this.organisation.unitByCode(sql, noticeUnit || leadUnit || '');
    if (!unit) throw new StepNotSet(job.elementId, 'noticeUnit');
    return peopleOfUnit(sql, unit.id);
  }
}
