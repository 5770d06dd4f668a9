import { Injectable } from '@nestjs/common';
import { automaticMapping, corrected } from '../../../../common/src/instance-placement/element-mapping.js';
import { Database } from '../../database/database.js';
import { decodeCursor, type Page, pageSize, toPage } from '../../graphql/page.js';
import { processIn } from '../../outbox/instance-moves.js';
import type { InstanceState, MoveWay } from './migration.model.js';
import { type MigrationInstanceRow, MigrationQueries, type MigrationRow } from './migration.queries.js';
import { type ElementsOfVersion, ModelElements } from './model-elements.js';
import { VersionQueries } from './versions.queries.js';

export interface MappedElement {
  element: string;
  name: string;
  type: string;
  to: string | null;
  toName: string | null;
  corrected: boolean;
  instances: number;
}

export interface ShownReason {
  code: string;
  element: string;
  elementName: string;
  side: string;
}

export interface ShownPlace {
  from: string;
  fromName: string;
  to: string | null;
  toName: string | null;
}

export type ShownInstance = Omit<MigrationInstanceRow, 'reasons' | 'places'> & {
  reasons: ShownReason[];
  places: ShownPlace[];
};

export interface InstanceFilter {
  way?: MoveWay | null;
  state?: InstanceState | null;
  first?: number | null;
  after?: string | null;
}

/** A migration in the words of its models. */
@Injectable()
export class ShowMigration {
  constructor(
    private readonly database: Database,
    private readonly queries: MigrationQueries,
    private readonly versions: VersionQueries,
    private readonly elements: ModelElements,
  ) {}

  target({ engineId, processId, targetKey }: MigrationRow): Promise<ElementsOfVersion> {
    return this.elements.of(this.database.sql, engineId, processId, targetKey);
  }

  async sourceVersions({ id }: MigrationRow): Promise<number[]> {
    const sources = await this.queries.sourceKeys(this.database.sql, id);
    return sources.map(({ version }) => version);
  }

  /** Of each place that something stands at, or that the mapping leaves without one: first what concerns most. */
  async mapping(migration: MigrationRow): Promise<MappedElement[]> {
    const { sql } = this.database;
    const { engineId, processId, targetKey, corrections } = migration;
    const [sources, standing] = await Promise.all([
      this.queries.sourceKeys(sql, migration.id),
      this.queries.standing(sql, migration.id),
    ]);
    const keys = [...sources.map(({ key }) => key), targetKey];
    const texts = new Map(
      (await this.versions.contents(sql, engineId, keys)).map(({ key, content }) => [key, content]),
    );
    const model = (key: string) => processIn(processId, { key, content: texts.get(key) });
    const after = await model(targetKey);
    const target = await this.target(migration);
    const instances = new Map(standing.map(({ element, count }) => [element, count]));
    const said = new Set(corrections.map(({ from }) => from));
    const rows = new Map<string, MappedElement>();
    for (const { key } of sources) {
      const before = await model(key);
      if (!before || !after) continue;
      const source = await this.elements.of(sql, engineId, processId, key);
      const to = new Map(
        corrected(automaticMapping(before, after), corrections, before, after).map((pair) => [pair.from, pair.to]),
      );
      for (const { element, name, type } of source.places) {
        const into = to.get(element) ?? null;
        const count = instances.get(element) ?? 0;
        if (count === 0 && into !== null && !said.has(element)) continue;
        const toName = into === null ? null : (target.byId.get(into)?.name ?? into);
        rows.set(element, { element, name, type, to: into, toName, corrected: said.has(element), instances: count });
      }
    }
    return [...rows.values()].sort((one, other) => other.instances - one.instances);
  }

  /** @throws InvalidInput for a cursor of another list */
  async instances(migration: MigrationRow, filter: InstanceFilter): Promise<Page<ShownInstance>> {
    const size = pageSize(filter.first);
    const after = decodeCursor(filter.after, ['key']);
    const rows = await this.queries.instances(this.database.sql, migration.id, filter, { size, after });
    const target = await this.target(migration);
    const { sql } = this.database;
    const shown = await Promise.all(
      rows.map(async (row) =>
        inWords(row, await this.elements.of(sql, migration.engineId, migration.processId, row.sourceKey), target),
      ),
    );
    return toPage(shown, size);
  }
}

/** With the names of its elements. */
export function inWords<R extends Pick<MigrationInstanceRow, 'reasons' | 'places'>>(
  row: R,
  source: ElementsOfVersion,
  target: ElementsOfVersion,
): Omit<R, 'reasons' | 'places'> & { reasons: ShownReason[]; places: ShownPlace[] } {
  const nameIn = (version: ElementsOfVersion, id: string) => version.byId.get(id)?.name ?? id;
  return {
    ...row,
    reasons: row.reasons.map(({ code, element, side }) => ({
      code,
      element,
      side,
      elementName: nameIn(side === 'BEFORE' ? source : target, element),
    })),
    places: row.places.map(({ from, to }) => ({
      from,
      fromName: nameIn(source, from),
      to,
      toName: to === null ? null : nameIn(target, to),
    })),
  };
}
