import { Injectable } from '@nestjs/common';
import {
  automaticMapping,
  type Correction,
  corrected,
  type ElementMapping,
} from '../../../../common/src/instance-placement/element-mapping.js';
import { type Placement, placementOf, type Standing } from '../../../../common/src/instance-placement/placement.js';
import type { ProcessModel } from '../../../../common/src/model-lint/read-bpmn.js';
import type { Sql } from '../../database/database.js';
import { joinsOf, processIn } from '../../outbox/instance-moves.js';
import { type PlacedInstance, placesOf } from './migration.model.js';
import { type InstanceStanding, VersionQueries } from './versions.queries.js';

export interface Target {
  processId: string;
  /** Of the version; null for one that is not deployed yet. */
  key: string | null;
  content: string;
  corrections: readonly Correction[];
}

/** Where instances stand and where they will, and which way they get there. */
export interface Placements {
  instances: PlacedInstance[];
  /** By the key of the version they run in. */
  mappings: Map<string, ElementMapping[]>;
}

/** Reads each version once, and places each way of standing once. */
@Injectable()
export class PlaceInstances {
  constructor(private readonly versions: VersionQueries) {}

  /** @param standings of instances of the process @param parked whether tokens at joins are looked for: ended instances have none */
  async execute(
    sql: Sql,
    engineId: number,
    target: Target,
    standings: readonly InstanceStanding[],
    parked = true,
  ): Promise<Placements> {
    const mappings = new Map<string, ElementMapping[]>();
    const after = await processIn(target.processId, { key: target.key ?? 'draft', content: target.content });
    if (!after) return { instances: [], mappings };
    const sources = await this.sources(sql, engineId, target.processId, standings);
    const joins = parked
      ? [...sources].flatMap(([key, model]) => joinsOf(model).map((join) => ({ key, ...join })))
      : [];
    const parkedAt = await this.versions.parked(sql, engineId, target.processId, joins);
    const place = new Map<string, (standing: Standing) => Placement>();
    for (const [key, before] of sources) {
      const mapping = corrected(automaticMapping(before, after), target.corrections, before, after);
      mappings.set(key, mapping);
      place.set(key, placementOf(before, after, mapping));
    }
    const known = new Map<string, Pick<PlacedInstance, 'way' | 'reasons' | 'places'>>();
    const instances = standings.flatMap(({ instanceKey, caseId, sourceKey, sourceVersion, called, active, stuck }) => {
      const of = place.get(sourceKey);
      const before = sources.get(sourceKey);
      if (!of || !before) return [{ instanceKey, caseId, sourceKey, sourceVersion, ...ofUnknownVersion(active) }];
      const standing = { active, stuck, parked: parkedAt.get(instanceKey) ?? [], called };
      const signature = JSON.stringify([sourceKey, standing]);
      let placed = known.get(signature);
      if (!placed) {
        const { way, reasons, at } = of(standing);
        placed = { way, reasons, places: placesOf([...active, ...stuck], at, scopesIn(before, active)) };
        known.set(signature, placed);
      }
      return [{ instanceKey, caseId, sourceKey, sourceVersion, ...placed }];
    });
    return { instances, mappings };
  }

  private async sources(
    sql: Sql,
    engineId: number,
    processId: string,
    standings: readonly InstanceStanding[],
  ): Promise<Map<string, ProcessModel>> {
    const keys = [...new Set(standings.map(({ sourceKey }) => sourceKey))];
    const models = new Map<string, ProcessModel>();
    for (const { key, content } of await this.versions.contents(sql, engineId, keys)) {
      const model = await processIn(processId, { key, content });
      if (model) models.set(key, model);
    }
    return models;
  }
}

/** Sub-processes around active elements: it stands in them, not at them. */
function scopesIn(model: ProcessModel, active: readonly string[]): Set<string> {
  const ids = new Set(active);
  const scopes = new Set<string>();
  for (const element of model.elements) {
    if (!ids.has(element.id ?? '')) continue;
    for (let scope = element.$parent; scope && scope !== model.element; scope = scope.$parent)
      scopes.add(scope.id ?? '');
  }
  return scopes;
}

/** The text of the version it runs in is not kept. */
function ofUnknownVersion(active: readonly string[]): Pick<PlacedInstance, 'way' | 'reasons' | 'places'> {
  return {
    way: 'IMPOSSIBLE',
    reasons: active.map((element) => ({ code: 'unknown-element', element, side: 'BEFORE' })),
    places: active.map((from) => ({ from, to: null })),
  };
}
