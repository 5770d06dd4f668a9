import { Injectable } from '@nestjs/common';
import type { Correction } from '../../../../common/src/instance-placement/element-mapping.js';
import type { Sql } from '../../database/database.js';
import type { MoveWay, PlacedInstance } from './migration.model.js';
import { PlaceInstances } from './place-instances.js';
import { type ProcessVersion, VersionQueries } from './versions.queries.js';

/** The dry run: every instance that runs in another version, and the way it would go. */
@Injectable()
export class PlanInstances {
  constructor(
    private readonly versions: VersionQueries,
    private readonly place: PlaceInstances,
  ) {}

  async execute(
    sql: Sql,
    engineId: number,
    processId: string,
    target: ProcessVersion,
    corrections: readonly Correction[],
  ): Promise<PlacedInstance[]> {
    const standings = await this.versions.standings(sql, engineId, processId, { except: target.key });
    const { key, content } = target;
    const { instances } = await this.place.execute(sql, engineId, { processId, key, content, corrections }, standings);
    return instances;
  }
}

/** For the history: how many go which way. */
export function countsByWay(instances: readonly { way: MoveWay }[]): Record<string, number> {
  const of = (way: MoveWay) => instances.filter((instance) => instance.way === way).length;
  return { inPlace: of('IN_PLACE'), reseat: of('RESEAT'), impossible: of('IMPOSSIBLE') };
}
