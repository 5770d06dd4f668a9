import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import { CalledInstance } from './intervention.errors.js';
import type { InterventionRow } from './intervention.queries.js';
import { ProposeIntervention } from './propose-intervention.js';

@Injectable()
export class ProposeCancellation {
  constructor(private readonly propose: ProposeIntervention) {}

  /**
   * Ends an instance where it stands, with its tasks. A case whose route is cancelled stays open: what ends a case is a
   * withdrawal or a void.
   * @throws NotPermitted, InvalidInput, InstanceNotFound, InstanceEnded, InterventionPending, CalledInstance
   */
  execute(instanceKey: string, reason: string, viewer: Viewer): Promise<InterventionRow> {
    return this.propose.execute(instanceKey, reason, viewer, async (_sql, instance) => {
      if (instance.parentKey !== null) throw new CalledInstance();
      return { kind: 'CANCEL_INSTANCE', what: {} };
    });
  }
}
