import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import { ROLES, type Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import { AccountQueries } from '../accounts/accounts.public.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import { OrganisationQueries } from '../organisation/organisation.public.js';
import { NotACandidate } from './task.errors.js';
import { demandLive } from './task.model.js';
import { TaskRepository } from './task.repository.js';
import { TaskAccess } from './task-access.js';
import { taskChanged } from './task-changed.js';

@Injectable()
export class ReassignTask {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tasks: TaskRepository,
    private readonly access: TaskAccess,
    private readonly accounts: AccountQueries,
    private readonly organisation: OrganisationQueries,
  ) {}

  /** Hands a task to a person of its groups, with a reason. @throws NotPermitted, NotACandidate, DutiesSeparated, InvalidInput */
  execute(taskId: string, userId: string, reason: string, viewer: Viewer): Promise<void> {
    demand(viewer, 'reassignTask');
    const words = reason.trim();
    if (!words) throw new InvalidInput('Say why the task goes to somebody else.', { reason: 'required' });
    return this.database.inTransaction(async (sql) => {
      await this.access.demandVisible(sql, taskId, viewer);
      const task = await this.tasks.get(sql, taskId);
      demandLive(task);
      if (!this.access.mayHandOver(task, viewer)) throw new NotACandidate(task.groups);
      const receiver = await this.receiver(sql, userId);
      await this.access.demandWorker(sql, { ...task, holderId: null }, receiver);
      const at = this.clock.now();
      await this.tasks.claim(sql, taskId, userId, at);
      await appendEvent(sql, {
        type: 'task.reassigned',
        caseId: task.caseId,
        taskId,
        actor: { kind: 'USER', id: viewer.id },
        body: { kind: task.kind, from: task.holderId, to: userId },
        personal: { reason: words },
        at,
      });
      await notify(sql, {
        userIds: [userId],
        caseId: task.caseId,
        kind: 'task.reassigned',
        details: { task: task.name, taskId },
        at,
      });
      await taskChanged(sql, task, 'CLAIMED', userId, viewer.id);
    });
  }

  private async receiver(sql: Sql, userId: string): Promise<Viewer> {
    const [user] = await this.accounts.usersById(sql, [userId]);
    if (!user?.active) throw new InvalidInput('Choose the person who takes the task.', { userId: 'unknownValue' });
    const [unit] = user.unitId ? await this.organisation.unitsById(sql, [user.unitId]) : [];
    return { ...user, roles: ROLES.filter((role) => user.roles.includes(role)), unitCode: unit?.code ?? null };
  }
}
