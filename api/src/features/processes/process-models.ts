import { Injectable } from '@nestjs/common';
import { BpmnModdle } from 'bpmn-moddle';
import { LRUCache } from 'lru-cache';
import type { Sql } from '../../database/database.js';

interface FlowElement {
  $type: string;
  id: string;
  name?: string;
  flowElements?: FlowElement[];
}

/** What the running version of a model says of its steps, read from the stored XML. */
@Injectable()
export class ProcessModels {
  private readonly names = new LRUCache<string, Map<string, string>>({ max: 200 });

  /** The name drawn on an element; its id when the model or the name is not there. */
  async elementName(sql: Sql, engineId: number, definitionKey: string, elementId: string): Promise<string> {
    const key = `${engineId}:${definitionKey}`;
    let names = this.names.get(key);
    if (!names) {
      const [row] = await sql<{ content: string | null }[]>`
        /* modelOfDefinition */
        select content
        from deployed_resources
        where engine_id = ${engineId} and key = ${definitionKey} and kind = 'PROCESS'`;
      if (!row?.content) return elementId;
      names = await namesIn(row.content);
      this.names.set(key, names);
    }
    return names.get(elementId) ?? elementId;
  }
}

async function namesIn(xml: string): Promise<Map<string, string>> {
  const { rootElement } = await new BpmnModdle().fromXML(xml);
  const names = new Map<string, string>();
  const read = (elements: FlowElement[]): void => {
    for (const element of elements) {
      if (element.name) names.set(element.id, element.name);
      if (element.flowElements) read(element.flowElements);
    }
  };
  read((rootElement as unknown as { rootElements: FlowElement[] }).rootElements);
  return names;
}
