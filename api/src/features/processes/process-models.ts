import { Injectable } from '@nestjs/common';
import { BpmnModdle } from 'bpmn-moddle';
import { LRUCache } from 'lru-cache';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { Sql } from '../../database/database.js';

/** What a version of a model says of one of its steps. */
export interface ModelStep {
  /** As drawn; the element's id where nothing is drawn. */
  name: string;
  /** Task headers that its author gave it, without the engine's own. */
  headers: Readonly<Record<string, string>>;
}

interface Extension {
  $type: string;
  values?: { key?: string; value?: string }[];
}

interface FlowElement {
  $type: string;
  id: string;
  name?: string;
  flowElements?: FlowElement[];
  extensionElements?: { values?: Extension[] };
}

/** What the running version of a model says of its steps, read from the stored XML. */
@Injectable()
export class ProcessModels {
  private readonly known = new LRUCache<string, Map<string, ModelStep>>({ max: 200 });

  /** Null when the model is not stored yet (its record follows the deployment) or has no such element. */
  async step(sql: Sql, engineId: number, definitionKey: string, elementId: string): Promise<ModelStep | null> {
    const key = `${engineId}:${definitionKey}`;
    let steps = this.known.get(key);
    if (!steps) {
      const [row] = await sql<{ content: string | null }[]>`
        /* modelOfDefinition */
        select content
        from deployed_resources
        where engine_id = ${engineId} and key = ${definitionKey} and kind = 'PROCESS'`;
      if (!row?.content) return null;
      steps = await stepsIn(row.content);
      this.known.set(key, steps);
    }
    return steps.get(elementId) ?? null;
  }
}

async function stepsIn(xml: string): Promise<Map<string, ModelStep>> {
  const { rootElement } = await new BpmnModdle({ zeebe }).fromXML(xml);
  const steps = new Map<string, ModelStep>();
  const read = (elements: FlowElement[]): void => {
    for (const element of elements) {
      steps.set(element.id, { name: element.name || element.id, headers: headersOf(element) });
      if (element.flowElements) read(element.flowElements);
    }
  };
  read((rootElement as unknown as { rootElements: FlowElement[] }).rootElements);
  return steps;
}

function headersOf({ extensionElements }: FlowElement): Record<string, string> {
  const given = extensionElements?.values?.find(({ $type }) => $type === 'zeebe:TaskHeaders')?.values ?? [];
  return Object.fromEntries(given.flatMap(({ key, value }) => (key && value !== undefined ? [[key, value]] : [])));
}
