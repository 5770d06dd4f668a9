import { readFileSync } from 'node:fs';
import { evaluate } from 'feelin';
import type postgres from 'postgres';
import { extension, headers, readModels, workflowsFolder } from '../../scripts/read-models.mjs';

/** A step of a shipped model, as the engine would push its job. */
export interface ModelStep {
  elementId: string;
  processId: string;
  headers: Record<string, string>;
  formId: string | null;
  /** FEEL lists of groups, without the leading `=`. */
  candidateGroups: string | null;
}

const FORM_KEYS_FROM = 2_251_799_813_690_000;
const PROCESS_KEYS_FROM = 2_251_799_813_680_000;

/** The shipped models as an engine holds them: headers, forms and names come from `workflows/`, never from a test. */
export class ModelJobs {
  private readonly steps = new Map<string, ModelStep>();
  private readonly formKeys = new Map<string, string>();
  private readonly definitionKeys = new Map<string, string>();
  private readonly startMessages = new Map<string, string>();
  private lastKey = 2_251_799_813_700_000n;

  /** Reads the models and stores forms and processes where the application looks for them. */
  static async deploy(sql: postgres.Sql, engineId: number): Promise<ModelJobs> {
    const jobs = new ModelJobs();
    const models = await readModels();
    for (const [index, { schema, file }] of models.forms.entries()) {
      const key = String(FORM_KEYS_FROM + index);
      jobs.formKeys.set(schema.id, key);
      await sql`
        insert into deployed_resources (engine_id, key, kind, resource_id, version, resource_name, content, deployed_at)
        values (${engineId}, ${key}, 'FORM', ${schema.id}, 1, ${file}, ${JSON.stringify(schema)}, now())`;
    }
    for (const [index, { file, elements, definitions }] of models.processes.entries()) {
      const key = String(PROCESS_KEYS_FROM + index);
      const process = definitions.rootElements.find((element: { $type: string }) => element.$type === 'bpmn:Process');
      jobs.definitionKeys.set(process.id, key);
      const start = process.flowElements.find((element: { $type: string }) => element.$type === 'bpmn:StartEvent');
      jobs.startMessages.set(process.id, start?.eventDefinitions?.[0]?.messageRef?.name ?? '');
      const xml = readFileSync(`${workflowsFolder}/processes/${file}`, 'utf8');
      await sql`
        insert into deployed_resources (engine_id, key, kind, resource_id, version, resource_name, content, deployed_at)
        values (${engineId}, ${key}, 'PROCESS', ${process.id}, 1, ${file}, ${xml}, now())`;
      for (const element of elements) jobs.keep(process.id, element);
    }
    return jobs;
  }

  /** @throws when no shipped model has this element */
  step(elementId: string): ModelStep {
    const step = this.steps.get(elementId);
    if (!step) throw new Error(`no model has an element ${elementId}`);
    return step;
  }

  /** Ids of all user tasks of the shipped models. */
  get userTasks(): string[] {
    return [...this.steps.values()].filter((step) => step.candidateGroups !== null).map((step) => step.elementId);
  }

  /** Name of the message that starts a process. */
  startMessage(processId: string): string {
    return this.startMessages.get(processId) ?? '';
  }

  definitionKey(processId: string): string {
    return this.definitionKeys.get(processId) ?? '';
  }

  /** Headers of a user task's job: the model's own and the engine's. @param variables of the instance, e.g. leadUnit */
  userTaskHeaders(elementId: string, variables: Record<string, unknown>): Record<string, string> {
    const { headers: own, formId, candidateGroups } = this.step(elementId);
    const groups = candidateGroups === null ? [] : evaluate(candidateGroups, variables).value;
    return {
      ...own,
      ...(formId && { 'io.camunda.zeebe:formKey': this.formKeys.get(formId) ?? '' }),
      'io.camunda.zeebe:candidateGroups': JSON.stringify(groups),
    };
  }

  newKey(): string {
    this.lastKey += 1n;
    return String(this.lastKey);
  }

  // biome-ignore lint/suspicious/noExplicitAny: moddle elements have no types
  private keep(processId: string, element: any): void {
    const assignment = extension(element, 'zeebe:AssignmentDefinition');
    this.steps.set(element.id, {
      elementId: element.id,
      processId,
      headers: headers(element),
      formId: extension(element, 'zeebe:FormDefinition')?.formId ?? null,
      candidateGroups: assignment?.candidateGroups?.replace(/^=/, '') ?? null,
    });
  }
}
