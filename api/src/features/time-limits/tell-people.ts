import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { CoAssignmentRepository, peopleOfCase, peopleOfUnitInCase } from '../cases/cases.public.js';
import type { ClockNews } from '../clocks/clocks.public.js';
import { notify } from '../notifications/notifications.public.js';

const KIND_OF = {
  YELLOW: 'clock.yellow',
  REMIND: 'clock.reminder',
  RED: 'clock.red',
  OVERDUE_DAY: 'clock.overdueDay',
} as const;

/**
 * Every light, reminder and working day past due comes under the bell of those who hold the case and of their leaders; those
 * of a co-unit's limit under the bell of that unit's people too.
 */
@Injectable()
export class TellPeople {
  constructor(private readonly shares: CoAssignmentRepository) {}

  /** @param others who hear of it besides */
  async execute(sql: Sql, { milestone, clock, at }: ClockNews, others: readonly string[] = []): Promise<void> {
    const share = clock.assignmentId ? await this.shares.find(sql, clock.assignmentId) : null;
    const ofUnit = share ? await peopleOfUnitInCase(sql, clock.caseId, share.unitId) : [];
    await notify(sql, {
      userIds: [...(await peopleOfCase(sql, clock.caseId)), ...ofUnit, ...others],
      caseId: clock.caseId,
      kind: KIND_OF[milestone],
      details: {
        clock: clock.kind,
        dueAt: clock.dueAt.toISOString(),
        overdueDays: clock.overdueDays,
        officeClass: clock.officeClass,
      },
      at,
    });
  }
}
