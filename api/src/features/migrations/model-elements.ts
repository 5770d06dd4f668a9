import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { placesOf } from '../../../../common/src/instance-placement/element-mapping.js';
import type { Sql } from '../../database/database.js';
import { processIn } from '../../outbox/instance-moves.js';
import { VersionQueries } from './versions.queries.js';

export interface ModelElement {
  element: string;
  name: string;
  type: string;
}

export interface ElementsOfVersion {
  processName: string;
  /** All, for names. */
  byId: ReadonlyMap<string, ModelElement>;
  /** Those that a token can be at. */
  places: readonly ModelElement[];
}

/** What the elements of a version are called, read once per version. */
@Injectable()
export class ModelElements {
  private readonly known = new LRUCache<string, ElementsOfVersion>({ max: 100 });

  constructor(private readonly versions: VersionQueries) {}

  async of(sql: Sql, engineId: number, processId: string, key: string): Promise<ElementsOfVersion> {
    const name = `${engineId}:${key}`;
    const known = this.known.get(name);
    if (known) return known;
    const [row] = await this.versions.contents(sql, engineId, [key]);
    const elements = await elementsIn(processId, { key, content: row?.content });
    if (row) this.known.set(name, elements);
    return elements;
  }
}

export async function elementsIn(
  processId: string,
  version: { key: string; content: string | undefined },
): Promise<ElementsOfVersion> {
  const model = await processIn(processId, version);
  const described = ({ id, name, $type }: { id?: string; name?: string; $type: string }): ModelElement => ({
    element: id ?? '',
    name: name?.trim() || (id ?? ''),
    type: $type,
  });
  return {
    processName: model?.element.name?.trim() || processId,
    byId: new Map((model?.elements ?? []).map((element) => [element.id ?? '', described(element)])),
    places: model ? placesOf(model).map(described) : [],
  };
}
