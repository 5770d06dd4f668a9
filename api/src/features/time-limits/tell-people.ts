import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { peopleOfCase } from '../cases/cases.public.js';
import type { ClockNews } from '../clocks/clocks.public.js';
import { notify } from '../notifications/notifications.public.js';

const KIND_OF = {
  YELLOW: 'clock.yellow',
  REMIND: 'clock.reminder',
  RED: 'clock.red',
  OVERDUE_DAY: 'clock.overdueDay',
} as const;

/** Every light, reminder and working day past due comes under the bell of those who hold the case and of their leaders. */
@Injectable()
export class TellPeople {
  async execute(sql: Sql, { milestone, clock, at }: ClockNews): Promise<void> {
    await notify(sql, {
      userIds: await peopleOfCase(sql, clock.caseId),
      caseId: clock.caseId,
      kind: KIND_OF[milestone],
      details: { clock: clock.kind, dueAt: clock.dueAt.toISOString(), overdueDays: clock.overdueDays },
      at,
    });
  }
}
