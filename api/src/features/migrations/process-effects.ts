import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { decodeCursor, type Page, pageSize, toPage } from '../../graphql/page.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import type { ChangedModel } from './changed-models.js';
import { countsOf, type EffectCounts, groupsOf } from './effect.model.js';
import type { MoveWay, PlacedInstance } from './migration.model.js';
import { elementsIn, ModelElements } from './model-elements.js';
import { PlaceInstances } from './place-instances.js';
import { inWords, type ShownInstance, type ShownPlace, type ShownReason } from './show-migration.js';
import { VersionQueries } from './versions.queries.js';

export interface ProcessEffect {
  processId: string;
  name: string;
  open: EffectCounts;
  ended: EffectCounts;
  groups: { places: ShownPlace[]; way: MoveWay; reasons: ShownReason[]; open: number; ended: number }[];
  goneSteps: { element: string; name: string; cases: number }[];
}

/** Where all running and the last ended instances of a process would stand in a version that is not deployed yet. */
@Injectable()
export class ProcessEffects {
  constructor(
    private readonly database: Database,
    private readonly engine: EngineIdentity,
    private readonly versions: VersionQueries,
    private readonly place: PlaceInstances,
    private readonly elements: ModelElements,
  ) {}

  async of({ modelId: processId, content }: ChangedModel, last: number): Promise<ProcessEffect> {
    const { sql } = this.database;
    const { engineId } = this.engine;
    const draft = { processId, key: null, content, corrections: [] };
    const [running, over] = await Promise.all([
      this.versions.standings(sql, engineId, processId),
      this.versions.ended(sql, engineId, processId, last),
    ]);
    const open = (await this.place.execute(sql, engineId, draft, running)).instances;
    // Some came to their end without anybody's doing: they stand nowhere.
    const stood = over.filter(({ active }) => active.length > 0);
    const ended = (await this.place.execute(sql, engineId, draft, stood, false)).instances;
    const target = await elementsIn(processId, { key: 'draft', content });
    const groups = await Promise.all(
      groupsOf(open, ended).map(async ({ sourceKey, ...group }) =>
        inWords(group, await this.elements.of(sql, engineId, processId, sourceKey), target),
      ),
    );
    const gone = await this.goneSteps(
      processId,
      over.map(({ instanceKey }) => instanceKey),
      new Set(target.byId.keys()),
    );
    return {
      processId,
      name: target.processName,
      open: countsOf(open),
      ended: countsOf(ended),
      groups,
      goneSteps: gone,
    };
  }

  async instances(
    { modelId: processId, content }: ChangedModel,
    filter: { way?: MoveWay | null; first?: number | null; after?: string | null },
  ): Promise<Page<ShownInstance>> {
    const { sql } = this.database;
    const { engineId } = this.engine;
    const size = pageSize(filter.first);
    const after = BigInt(decodeCursor(filter.after, ['key'])?.[0] ?? '0');
    const running = await this.versions.standings(sql, engineId, processId);
    const draft = { processId, key: null, content, corrections: [] };
    const { instances } = await this.place.execute(sql, engineId, draft, running);
    const asked = instances.filter(
      ({ way, instanceKey }) => (!filter.way || way === filter.way) && BigInt(instanceKey) > after,
    );
    const page = toPage(
      asked.slice(0, size + 1).map((instance) => ({ ...instance, cursor: [instance.instanceKey] })),
      size,
    );
    return { ...page, nodes: await this.shown(processId, content, page.nodes) };
  }

  private async shown(
    processId: string,
    content: string,
    instances: readonly (PlacedInstance & { cursor: string[] })[],
  ): Promise<ShownInstance[]> {
    const { sql } = this.database;
    const target = await elementsIn(processId, { key: 'draft', content });
    const ids = instances.flatMap(({ caseId }) => (caseId === null ? [] : [caseId]));
    const numbers = await this.versions.caseNumbers(sql, ids);
    return Promise.all(
      instances.map(async (instance) => ({
        ...inWords(instance, await this.elements.of(sql, this.engine.engineId, processId, instance.sourceKey), target),
        migrationId: '',
        caseNumber: instance.caseId === null ? null : (numbers.get(instance.caseId) ?? null),
        state: instance.way === 'IMPOSSIBLE' ? ('IMPOSSIBLE' as const) : ('WAITING' as const),
        failure: null,
        failureText: null,
        batch: null,
        doneAt: null,
      })),
    );
  }

  private async goneSteps(
    processId: string,
    instanceKeys: readonly string[],
    known: ReadonlySet<string>,
  ): Promise<{ element: string; name: string; cases: number }[]> {
    const { sql } = this.database;
    const { engineId } = this.engine;
    const steps = await this.versions.passedSteps(sql, engineId, instanceKeys);
    const gone = steps.filter(({ element }) => !known.has(element));
    return Promise.all(
      gone.map(async ({ element, sourceKey, cases }) => ({
        element,
        cases,
        name: (await this.elements.of(sql, engineId, processId, sourceKey)).byId.get(element)?.name ?? element,
      })),
    );
  }
}
