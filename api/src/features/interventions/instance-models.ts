import { Injectable } from '@nestjs/common';
import { type BpmnElement, isA } from '../../../../common/src/model-lint/bpmn-element.js';
import { knownValues } from '../../../../common/src/model-lint/decision-table/known-values.js';
import { type Models, readModels } from '../../../../common/src/model-lint/models.js';
import type { ProcessModel } from '../../../../common/src/model-lint/read-bpmn.js';
import { isPersonalName } from '../../../../common/src/model-lint/rules/personal-data.js';
import { givenVariables } from '../../../../common/src/model-lint/variables.js';
import { IDENTITY_VARIABLES } from '../../../../common/src/platform-steps/identity-variables.js';
import type { Viewer } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';
import { ModelSet } from '../studio/studio.public.js';

export interface TokenTarget {
  elementId: string;
  name: string;
}

/** What a version of a model knows: the variables that something in it sets, their values, and where a token can stand. */
export interface InstanceModel {
  /** Null: a process that is called gives all of its own, and is not there. */
  variables: ReadonlySet<string> | null;
  valuesOf(variable: string): unknown[] | null;
  targets: TokenTarget[];
}

/** Beginnings are passed once, a boundary event is its step's, and what runs many times at once has no single place. */
const NO_TARGETS = ['bpmn:StartEvent', 'bpmn:BoundaryEvent'];

@Injectable()
export class InstanceModels {
  constructor(private readonly set: ModelSet) {}

  /** Of the version that runs, among the models as they are now. Null where its text is not kept. */
  async of(
    sql: Sql,
    { engineId, processId, definitionKey }: { engineId: number; processId: string; definitionKey: string },
    viewer: Viewer,
  ): Promise<InstanceModel | null> {
    const [row] = await sql<{ content: string | null }[]>`
      /* modelOfInstance */
      select content
      from deployed_resources
      where engine_id = ${engineId} and key = ${definitionKey} and kind = 'PROCESS'`;
    if (!row?.content) return null;
    const path = `${processId}@${definitionKey}.bpmn`;
    const models = await readModels([...(await this.set.files(viewer)), { path, content: row.content }]);
    const process = models.processes.find((each) => each.path === path && each.id === processId);
    return process ? modelOf(process, models) : null;
  }
}

function modelOf(process: ProcessModel, models: Models): InstanceModel {
  return {
    variables: givenVariables(process, models),
    valuesOf: (variable) => knownValues(variable, models),
    targets: process.elements.filter(isTarget).map(({ id = '', name }) => ({ elementId: id, name: name || id })),
  };
}

function isTarget(element: BpmnElement): boolean {
  if (!isA(element, 'bpmn:FlowNode') || NO_TARGETS.includes(element.$type) || !element.id) return false;
  for (let at: BpmnElement | undefined = element; at; at = at.$parent)
    if (at.loopCharacteristics || at.triggeredByEvent) return false;
  return true;
}

/** Why nobody may set a variable by hand; null where they may. @param present those that the instance has */
export function whyNotChangeable(
  name: string,
  model: InstanceModel,
  present: ReadonlySet<string>,
): 'unknown' | 'identity' | 'personal' | null {
  if (IDENTITY_VARIABLES.includes(name)) return 'identity';
  if (isPersonalName(name)) return 'personal';
  return (model.variables ?? present).has(name) ? null : 'unknown';
}
