import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { appendToOutbox, type OutboxEntry } from '../../outbox/outbox.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { plainText, requiredText } from '../cases/cases.public.js';
import { notify } from '../notifications/notifications.public.js';
import { InterventionDecided, InterventionNotFound, SecondPersonDecides } from './intervention.errors.js';
import type { Refusal } from './intervention.model.js';
import { InterventionQueries, type InterventionRow } from './intervention.queries.js';
import { type InterventionRecord, InterventionRepository } from './intervention.repository.js';
import { tellIntervention } from './tell-intervention.js';

/** The second of two persons says yes or no; yes tells the engine, where what it was about is still so. */
@Injectable()
export class DecideIntervention {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly identity: EngineIdentity,
    private readonly interventions: InterventionRepository,
    private readonly queries: InterventionQueries,
  ) {}

  /**
   * @param note why; needed to reject
   * @throws NotPermitted, InvalidInput, InterventionNotFound, SecondPersonDecides, InterventionDecided
   */
  async execute(
    id: string,
    decision: 'APPROVED' | 'REJECTED',
    note: string | null | undefined,
    viewer: Viewer,
  ): Promise<InterventionRow> {
    demand(viewer, 'approveInterventions');
    const words = decision === 'REJECTED' || plainText(note) ? requiredText('note', note) : '';
    return this.database.inTransaction(async (sql) => {
      const intervention = await this.interventions.lock(sql, id);
      if (!intervention) throw new InterventionNotFound();
      if (intervention.proposedById === viewer.id) throw new SecondPersonDecides(intervention.number);
      if (intervention.state !== 'PROPOSED') throw new InterventionDecided(intervention.number, intervention.state);
      const at = this.clock.now();
      const by = { by: viewer.id, note: words, at };
      const personal = words ? { note: words } : undefined;
      if (decision === 'REJECTED') {
        await this.interventions.decide(sql, id, { state: 'REJECTED', ...by });
        await tellIntervention(sql, 'interventionRejected', intervention, {
          by: viewer.id,
          at,
          ...(personal && { personal }),
        });
      } else await this.approve(sql, intervention, by, personal);
      await notify(sql, {
        userIds: [intervention.proposedById],
        caseId: null,
        kind: decision === 'APPROVED' ? 'intervention.approved' : 'intervention.rejected',
        details: {
          intervention: intervention.number,
          by: viewer.name,
          instanceKey: intervention.instanceKey,
          note: words,
        },
        at,
      });
      return this.queries.find(sql, viewer, id);
    });
  }

  private async approve(
    sql: Sql,
    intervention: InterventionRecord,
    by: { by: string; note: string; at: Date },
    personal: Record<string, string> | undefined,
  ): Promise<void> {
    const { id } = intervention;
    const refusal = await this.refusal(sql, intervention);
    await tellIntervention(sql, 'interventionApproved', intervention, {
      by: by.by,
      at: by.at,
      ...(personal && { personal }),
    });
    if (refusal) {
      await this.interventions.decide(sql, id, { state: 'REFUSED', ...by, failure: refusal });
      await tellIntervention(sql, 'interventionRefused', intervention, { by: null, at: by.at, failure: refusal });
      return;
    }
    const commandId = await appendToOutbox(sql, this.commandOf(intervention));
    await this.interventions.decide(sql, id, { state: 'APPROVED', ...by, commandId });
  }

  /** Much can happen before the second person looks. */
  private async refusal(sql: Sql, intervention: InterventionRecord): Promise<Refusal | null> {
    const instance = await this.interventions.lockInstance(sql, this.identity.engineId, intervention.instanceKey);
    if (instance?.state !== 'ACTIVE') return 'INSTANCE_ENDED';
    if (intervention.kind !== 'MOVE_TOKEN') return null;
    const { elementInstanceKey, from } = intervention.what;
    return (await this.interventions.standingAt(sql, instance, elementInstanceKey)) === from ? null : 'STEP_LEFT';
  }

  private commandOf(intervention: InterventionRecord): OutboxEntry {
    const { id, instanceKey, caseId } = intervention;
    const entry = {
      // Not the case's lane: a command that waits there may wait for this very act.
      lane: `intervention:${id}`,
      engineId: this.identity.engineId,
      ...(caseId && { caseId }),
    };
    switch (intervention.kind) {
      case 'SET_VARIABLES':
        return {
          ...entry,
          kind: 'SET_VARIABLES',
          command: { elementInstanceKey: instanceKey, variables: intervention.what.values },
        };
      case 'MOVE_TOKEN': {
        const { elementInstanceKey, to } = intervention.what;
        return { ...entry, kind: 'MODIFY_INSTANCE', command: { instanceKey, elementInstanceKey, to } };
      }
      case 'CANCEL_INSTANCE':
        return { ...entry, kind: 'CANCEL_INSTANCE', command: { instanceKey } };
    }
  }
}
