import { Injectable } from '@nestjs/common';
import { type BpmnElement, extension } from '../../../../common/src/model-lint/bpmn-element.js';
import { readDmn } from '../../../../common/src/model-lint/read-dmn.js';
import { Database } from '../../database/database.js';
import { processIn } from '../../outbox/instance-moves.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import type { ChangedModel } from './changed-models.js';
import type { ModelElement } from './model-elements.js';
import { VersionQueries } from './versions.queries.js';

export interface BindingEffect {
  kind: ChangedModel['kind'];
  modelId: string;
  processId: string;
  processName: string;
  versions: number[];
  steps: ModelElement[];
  openInstances: number;
}

/** What running instances meet at once: steps of running versions that call a changed decision, form or process by its id. */
@Injectable()
export class BindingEffects {
  constructor(
    private readonly database: Database,
    private readonly engine: EngineIdentity,
    private readonly versions: VersionQueries,
  ) {}

  async of(changes: readonly ChangedModel[]): Promise<BindingEffect[]> {
    const called = changes.map((change) => ({ change, ids: new Set(idsOf(change)) }));
    const effects = new Map<string, BindingEffect>();
    const running = await this.versions.runningVersions(this.database.sql, this.engine.engineId);
    for (const { processId, key, version, content, count } of running) {
      const model = await processIn(processId, { key, content });
      if (!model) continue;
      for (const { change, ids } of called) {
        const steps = model.elements.filter((element) => ids.has(calledBy(element, change.kind) ?? ''));
        if (steps.length === 0) continue;
        const name = `${change.kind} ${change.modelId} ${processId}`;
        const effect = effects.get(name) ?? {
          kind: change.kind,
          modelId: change.modelId,
          processId,
          processName: model.element.name?.trim() || processId,
          versions: [],
          steps: [],
          openInstances: 0,
        };
        effect.versions.push(version);
        effect.openInstances += count;
        for (const { id, name: called, $type } of steps)
          if (!effect.steps.some(({ element }) => element === id))
            effect.steps.push({ element: id ?? '', name: called?.trim() || (id ?? ''), type: $type });
        effects.set(name, effect);
      }
    }
    return [...effects.values()].sort((one, other) => other.openInstances - one.openInstances);
  }
}

/** A file of decisions has several. */
function idsOf({ kind, modelId, content }: ChangedModel): string[] {
  if (kind !== 'DECISION') return [modelId];
  try {
    return readDmn(`${modelId}.dmn`, content).decisions.map(({ id }) => id);
  } catch {
    return [modelId];
  }
}

function calledBy(element: BpmnElement, kind: ChangedModel['kind']): string | undefined {
  switch (kind) {
    case 'DECISION':
      return extension(element, 'zeebe:CalledDecision')?.decisionId;
    case 'FORM':
      return extension(element, 'zeebe:FormDefinition')?.formId;
    case 'PROCESS':
      return extension(element, 'zeebe:CalledElement')?.processId;
  }
}
