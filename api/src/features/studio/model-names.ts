import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { readModelText } from '../../../../common/src/model-text/read-model-text.js';
import type { Sql } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { ModelQueries, type VersionRow } from './model.queries.js';

/** A version's name stands in its text and never changes: read once. */
@Injectable()
export class ModelNames {
  private readonly known = new LRUCache<string, string>({ max: 5_000 });

  constructor(
    private readonly queries: ModelQueries,
    private readonly engine: EngineIdentity,
  ) {}

  /** @returns in the order of the rows; the id where a text says no name */
  async of(sql: Sql, rows: readonly Pick<VersionRow, 'id' | 'modelId'>[]): Promise<string[]> {
    const { engineId } = this.engine;
    const unknown = rows.filter(({ id }) => !this.known.has(`${engineId}:${id}`)).map(({ id }) => id);
    const contents =
      unknown.length > 0 ? await this.queries.contents(sql, engineId, unknown) : new Map<string, string>();
    return rows.map(({ id, modelId }) => {
      const known = this.known.get(`${engineId}:${id}`);
      if (known !== undefined) return known;
      const { model } = readModelText(contents.get(id) ?? '');
      const name = model?.id === modelId ? model.name : modelId;
      this.known.set(`${engineId}:${id}`, name);
      return name;
    });
  }
}
