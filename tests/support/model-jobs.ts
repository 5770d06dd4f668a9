import { readFileSync } from 'node:fs';
import { evaluate } from 'feelin';
import type postgres from 'postgres';
import type { ModelFacts, ModelStep } from '../../scripts/local/model-facts.mjs';
import { setting } from './database.js';

const FORM_KEYS_FROM = 2_251_799_813_690_000;
const PROCESS_KEYS_FROM = 2_251_799_813_680_000;

/** The shipped models as an engine holds them: headers, forms and names come from `workflows/`, never from a test. */
export class ModelJobs {
  private readonly steps = new Map<string, ModelStep>();
  private readonly formKeys = new Map<string, string>();
  private readonly definitionKeys = new Map<string, string>();
  private readonly startMessages = new Map<string, string>();
  private lastKey = 2_251_799_813_700_000n;

  /** Stores forms and processes where the application looks for them. */
  static async deploy(sql: postgres.Sql, engineId: number): Promise<ModelJobs> {
    const jobs = new ModelJobs();
    const models = JSON.parse(readFileSync(setting('YOUSU_TEST_MODELS'), 'utf8')) as ModelFacts;
    for (const [index, { id, file, content }] of models.forms.entries()) {
      const key = String(FORM_KEYS_FROM + index);
      jobs.formKeys.set(id, key);
      await sql`
        insert into deployed_resources (engine_id, key, kind, resource_id, version, resource_name, content, deployed_at)
        values (${engineId}, ${key}, 'FORM', ${id}, 1, ${file}, ${content}, now())`;
    }
    for (const [index, { id, file, xml, startMessage, steps }] of models.processes.entries()) {
      const key = String(PROCESS_KEYS_FROM + index);
      jobs.definitionKeys.set(id, key);
      jobs.startMessages.set(id, startMessage);
      await sql`
        insert into deployed_resources (engine_id, key, kind, resource_id, version, resource_name, content, deployed_at)
        values (${engineId}, ${key}, 'PROCESS', ${id}, 1, ${file}, ${xml}, now())`;
      for (const step of steps) jobs.steps.set(step.elementId, step);
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
}
