import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { requiredText } from '../cases/cases.public.js';
import { notify } from '../notifications/notifications.public.js';
import { isDatabaseKey } from '../operations/operations.public.js';
import { InstanceEnded, InstanceNotFound, InterventionPending } from './intervention.errors.js';
import type { Act, InstanceFacts } from './intervention.model.js';
import { InterventionQueries, type InterventionRow } from './intervention.queries.js';
import { InterventionRepository } from './intervention.repository.js';
import { tellIntervention } from './tell-intervention.js';

/** The first of two persons: checks what every kind of intervention has in common, and files it. */
@Injectable()
export class ProposeIntervention {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly identity: EngineIdentity,
    private readonly interventions: InterventionRepository,
    private readonly queries: InterventionQueries,
  ) {}

  /**
   * @param check what this kind demands of the instance, which is locked; answers what is to be done
   * @throws NotPermitted, InvalidInput, InstanceNotFound, InstanceEnded, InterventionPending
   */
  async execute(
    instanceKey: string,
    reason: string,
    viewer: Viewer,
    check: (sql: Sql, instance: InstanceFacts) => Promise<Act>,
  ): Promise<InterventionRow> {
    demand(viewer, 'retryOperations');
    const words = requiredText('reason', reason);
    if (!isDatabaseKey(instanceKey)) throw new InstanceNotFound();
    return this.database.inTransaction(async (sql) => {
      const instance = await this.interventions.lockInstance(sql, this.identity.engineId, instanceKey);
      if (!instance) throw new InstanceNotFound();
      if (instance.state !== 'ACTIVE') throw new InstanceEnded();
      const pending = await this.interventions.pendingOf(sql, instance);
      if (pending) throw new InterventionPending(pending);
      const act = await check(sql, instance);
      const at = this.clock.now();
      const id = uuid();
      const number = await this.interventions.add(sql, { id, instance, act, reason: words, by: viewer.id, at });
      const about = { ...act, id, number, instanceKey, processId: instance.processId, caseId: instance.caseId };
      await tellIntervention(sql, 'interventionProposed', about, { by: viewer.id, at, personal: { reason: words } });
      await notify(sql, {
        userIds: await secondPersons(sql, viewer.id),
        caseId: null,
        kind: 'intervention.proposed',
        details: { intervention: number, by: viewer.name, instanceKey },
        at,
      });
      return this.queries.find(sql, viewer, id);
    });
  }
}

async function secondPersons(sql: Sql, except: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    /* secondPersonsForInterventions */
    select distinct u.id
    from users u
    join roles_of_users r on r.user_id = u.id and r.role in ('AD', 'DE', 'SU')
    where u.active and u.id <> ${except}`;
  return rows.map(({ id }) => id);
}
