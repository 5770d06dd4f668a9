import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import { isDatabaseKey } from '../operations/operations.public.js';
import { InstanceModels } from './instance-models.js';
import { ModelNotKept, NoSuchTarget, StepLeft } from './intervention.errors.js';
import type { InterventionRow } from './intervention.queries.js';
import { InterventionRepository } from './intervention.repository.js';
import { ProposeIntervention } from './propose-intervention.js';

@Injectable()
export class ProposeMove {
  constructor(
    private readonly propose: ProposeIntervention,
    private readonly models: InstanceModels,
    private readonly interventions: InterventionRepository,
  ) {}

  /**
   * A token goes from where it stands to another element of the same version; the step it leaves ends there.
   * @throws NotPermitted, InvalidInput, InstanceNotFound, InstanceEnded, InterventionPending, StepLeft, ModelNotKept, NoSuchTarget
   */
  execute(
    instanceKey: string,
    { elementInstanceKey, to }: { elementInstanceKey: string; to: string },
    reason: string,
    viewer: Viewer,
  ): Promise<InterventionRow> {
    return this.propose.execute(instanceKey, reason, viewer, async (sql, instance) => {
      const from = isDatabaseKey(elementInstanceKey)
        ? await this.interventions.standingAt(sql, instance, elementInstanceKey)
        : null;
      if (!from) throw new StepLeft();
      const model = await this.models.of(sql, instance, viewer);
      if (!model) throw new ModelNotKept(instance.processId, instance.version);
      const nameOf = (id: string) => model.targets.find(({ elementId }) => elementId === id)?.name;
      const [fromName, toName] = [nameOf(from), nameOf(to)];
      // From what could not be a target either (one of many at once) a token cannot be taken alone.
      if (to === from || !fromName || !toName) throw new NoSuchTarget(to);
      return { kind: 'MOVE_TOKEN', what: { elementInstanceKey, from, fromName, to, toName } };
    });
  }
}
