import { Injectable } from '@nestjs/common';
import { problemOf, type VariableValue } from '../../../../common/src/platform-steps/variable-value.js';
import type { Viewer } from '../../access/viewer.js';
import { InvalidInput } from '../../errors/app-error.js';
import { InstanceQueries } from './instance.queries.js';
import { InstanceModels, whyNotChangeable } from './instance-models.js';
import { ModelNotKept, ValueNotAllowed, VariableNotChangeable } from './intervention.errors.js';
import type { InterventionRow } from './intervention.queries.js';
import { ProposeIntervention } from './propose-intervention.js';

const MOST_AT_ONCE = 20;

@Injectable()
export class ProposeVariables {
  constructor(
    private readonly propose: ProposeIntervention,
    private readonly models: InstanceModels,
    private readonly queries: InstanceQueries,
  ) {}

  /**
   * Other values for variables that the model of the running version knows: ids, enums, numbers, dates.
   * @throws NotPermitted, InvalidInput, InstanceNotFound, InstanceEnded, InterventionPending, ModelNotKept, VariableNotChangeable,
   * ValueNotAllowed
   */
  execute(
    instanceKey: string,
    changes: readonly { name: string; value?: unknown }[],
    reason: string,
    viewer: Viewer,
  ): Promise<InterventionRow> {
    return this.propose.execute(instanceKey, reason, viewer, async (sql, instance) => {
      if (changes.length === 0 || changes.length > MOST_AT_ONCE)
        throw new InvalidInput(`Change between one and ${MOST_AT_ONCE} variables.`, { changes: 'required' });
      const model = await this.models.of(sql, instance, viewer);
      if (!model) throw new ModelNotKept(instance.processId, instance.version);
      const present = new Set((await this.queries.variables(sql, instance.engineId, instance.key)).keys());
      const values: Record<string, VariableValue> = {};
      for (const { name, value = null } of changes) {
        const why = whyNotChangeable(name, model, present);
        if (why) throw new VariableNotChangeable(name, why);
        const problem = problemOf(value, model.valuesOf(name));
        if (problem) throw new ValueNotAllowed(name, problem);
        values[name] = value as VariableValue;
      }
      return { kind: 'SET_VARIABLES', what: { values } };
    });
  }
}
