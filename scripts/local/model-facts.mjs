import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extension, headers, readModels, workflowsFolder } from '../read-models.mjs';

/**
 * What tests with a faked engine know of the shipped models, as plain data: read once per run, because reading them takes
 * a quarter of what a test file with use cases needs before its first test.
 * @returns {Promise<ModelFacts>}
 *
 * @typedef {object} ModelFacts
 * @property {{ id: string, file: string, content: string }[]} forms
 * @property {{ id: string, file: string, xml: string, startMessage: string, steps: ModelStep[] }[]} processes
 *
 * @typedef {object} ModelStep a step of a shipped model, as the engine would push its job
 * @property {string} elementId
 * @property {string} processId
 * @property {Record<string, string>} headers
 * @property {string | null} formId
 * @property {string | null} candidateGroups FEEL list of groups, without the leading `=`
 */
export async function modelFacts() {
  const models = await readModels();
  return {
    forms: models.forms.map(({ schema, file }) => ({ id: schema.id, file, content: JSON.stringify(schema) })),
    processes: models.processes.map(({ file, elements, definitions }) => {
      const process = definitions.rootElements.find((/** @type {any} */ each) => each.$type === 'bpmn:Process');
      const start = process.flowElements.find((/** @type {any} */ each) => each.$type === 'bpmn:StartEvent');
      return {
        id: process.id,
        file,
        xml: readFileSync(join(workflowsFolder, 'processes', file), 'utf8'),
        startMessage: start?.eventDefinitions?.[0]?.messageRef?.name ?? '',
        steps: elements.map((element) => stepOf(process.id, element)),
      };
    }),
  };
}

/** @param {string} processId @param {any} element @returns {ModelStep} */
function stepOf(processId, element) {
  return {
    elementId: element.id,
    processId,
    headers: headers(element),
    formId: extension(element, 'zeebe:FormDefinition')?.formId ?? null,
    candidateGroups: extension(element, 'zeebe:AssignmentDefinition')?.candidateGroups?.replace(/^=/, '') ?? null,
  };
}
