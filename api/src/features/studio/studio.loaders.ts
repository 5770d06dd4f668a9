import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { Database } from '../../database/database.js';
import { loaderOf, type RequestContext } from '../../graphql/request-context.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { DraftQueries } from './draft.queries.js';
import { keyOf, type ModelKey } from './model.model.js';
import { ModelQueries, type VersionRow } from './model.queries.js';
import { ModelNames } from './model-names.js';
import { type ReleaseModelRow, ReleaseQueries, type ReleaseRow } from './release.queries.js';

/** Fields of many models or releases at once, each with one statement; texts only for those that are shown. */
@Injectable()
export class StudioLoaders {
  constructor(
    private readonly database: Database,
    private readonly engine: EngineIdentity,
    private readonly models: ModelQueries,
    private readonly names: ModelNames,
    private readonly draftQueries: DraftQueries,
    private readonly releaseQueries: ReleaseQueries,
  ) {}

  /** Newest first. */
  versions(context: RequestContext, model: ModelKey): Promise<VersionRow[]> {
    return loaderOf(context, 'modelVersions', () => {
      return new DataLoader<ModelKey, VersionRow[], string>(
        async (keys) => {
          const rows = await this.models.versions(this.sql, this.engine.engineId, keys);
          const byModel = Map.groupBy(rows, keyOf);
          return keys.map((key) => byModel.get(keyOf(key)) ?? []);
        },
        { cacheKeyFn: keyOf },
      );
    }).load({ kind: model.kind, modelId: model.modelId });
  }

  versionName(context: RequestContext, version: VersionRow): Promise<string> {
    return loaderOf(context, 'modelVersionNames', () => {
      return new DataLoader<VersionRow, string, string>((rows) => this.names.of(this.sql, rows), {
        cacheKeyFn: ({ id }) => id,
      });
    }).load(version);
  }

  versionContent(context: RequestContext, id: string): Promise<string> {
    return this.text(context, 'modelVersionContents', id, (ids) =>
      this.models.contents(this.sql, this.engine.engineId, ids),
    );
  }

  openInstances(context: RequestContext, version: VersionRow): Promise<number> {
    return loaderOf(context, 'openInstancesOfVersions', () => {
      return new DataLoader<VersionRow, number, string>(
        async (rows) => {
          const ids = [...new Set(rows.map(({ modelId }) => modelId))];
          const counts = await this.models.openInstances(this.sql, this.engine.engineId, ids);
          const of = new Map(counts.map(({ processId, version: number, count }) => [`${processId} ${number}`, count]));
          return rows.map(({ modelId, version: number }) => of.get(`${modelId} ${number}`) ?? 0);
        },
        { cacheKeyFn: ({ id }) => id },
      );
    }).load(version);
  }

  draftContent(context: RequestContext, id: string): Promise<string> {
    return this.text(context, 'draftContents', id, (ids) => this.draftQueries.contents(this.sql, ids));
  }

  offerContent(context: RequestContext, id: string): Promise<string> {
    return this.text(context, 'offerContents', id, (ids) => this.models.offerContents(this.sql, ids));
  }

  release(context: RequestContext, id: string): Promise<ReleaseRow | null> {
    return loaderOf(context, 'releases', () => {
      return new DataLoader<string, ReleaseRow | null>(async (ids) => {
        const byId = new Map((await this.releaseQueries.findAll(this.sql, ids)).map((row) => [row.id, row]));
        return ids.map((each) => byId.get(each) ?? null);
      });
    }).load(id);
  }

  releaseModels(context: RequestContext, releaseId: string): Promise<ReleaseModelRow[]> {
    return loaderOf(context, 'releaseModels', () => {
      return new DataLoader<string, ReleaseModelRow[]>(async (ids) => {
        const byRelease = Map.groupBy(await this.releaseQueries.models(this.sql, ids), (row) => row.releaseId);
        return ids.map((each) => byRelease.get(each) ?? []);
      });
    }).load(releaseId);
  }

  releaseContent(context: RequestContext, model: ReleaseModelRow): Promise<string> {
    return this.text(context, 'releaseContents', `${model.releaseId} ${keyOf(model)}`, async (keys) => {
      const ids = [...new Set(keys.map((key) => key.slice(0, key.indexOf(' '))))];
      const rows = await this.releaseQueries.contents(this.sql, ids);
      return new Map(rows.map((row) => [`${row.releaseId} ${keyOf(row)}`, row.content]));
    });
  }

  private get sql() {
    return this.database.sql;
  }

  private text(
    context: RequestContext,
    name: string,
    key: string,
    read: (keys: readonly string[]) => Promise<Map<string, string>>,
  ): Promise<string> {
    return loaderOf(context, name, () => {
      return new DataLoader<string, string>(async (keys) => {
        const texts = await read(keys);
        return keys.map((each) => texts.get(each) ?? '');
      });
    }).load(key);
  }
}
