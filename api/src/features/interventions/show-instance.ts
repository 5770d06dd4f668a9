import { Injectable } from '@nestjs/common';
import { demand, may } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Database } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { isDatabaseKey } from '../operations/operations.public.js';
import { InstanceQueries, type OpenIncidentRow, type OperatedInstanceRow } from './instance.queries.js';
import { type InstanceModel, InstanceModels, type TokenTarget, whyNotChangeable } from './instance-models.js';
import { InterventionQueries, type InterventionRow } from './intervention.queries.js';
import { StandingQueries, type StandingRow } from './standing.queries.js';

export interface InstanceVariable {
  name: string;
  value: string | null;
  choices: string[];
  changeable: boolean;
}

export type ShownInstance = OperatedInstanceRow & {
  standing: StandingRow[];
  incidents: OpenIncidentRow[];
  variables: InstanceVariable[];
  targets: TokenTarget[];
  interventions: InterventionRow[];
};

@Injectable()
export class ShowInstance {
  constructor(
    private readonly database: Database,
    private readonly identity: EngineIdentity,
    private readonly queries: InstanceQueries,
    private readonly standing: StandingQueries,
    private readonly models: InstanceModels,
    private readonly interventions: InterventionQueries,
  ) {}

  /** Where it stands, why it stands still, what it knows and what was done to it by hand. @throws NotPermitted */
  async execute(key: string, viewer: Viewer): Promise<ShownInstance | null> {
    demand(viewer, 'viewOperations');
    if (!isDatabaseKey(key)) return null;
    const { sql } = this.database;
    const { engineId } = this.identity;
    const instance = await this.queries.find(sql, viewer, engineId, key);
    if (!instance) return null;
    const [standing, incidents, values, interventions] = await Promise.all([
      this.standing.ofInstance(sql, viewer, engineId, key),
      this.queries.incidents(sql, engineId, key, instance.caseNumber),
      this.queries.variables(sql, engineId, key),
      this.interventions.ofInstance(sql, viewer, engineId, key),
    ]);
    const model = await this.modelOf(instance, viewer);
    const names = [...new Set([...values.keys(), ...(model?.variables ?? [])])].sort();
    const present = new Set(values.keys());
    const variables = names.map((name) => ({
      name,
      value: instance.mayReadCase ? (values.get(name) ?? null) : null,
      choices: (model?.valuesOf(name) ?? []).map((value) => JSON.stringify(value)),
      changeable: model !== null && whyNotChangeable(name, model, present) === null,
    }));
    return { ...instance, standing, incidents, variables, targets: model?.targets ?? [], interventions };
  }

  /** Who only watches needs no choices, and may not read the models they come from. */
  private async modelOf(instance: OperatedInstanceRow, viewer: Viewer): Promise<InstanceModel | null> {
    return may(viewer, 'readModels') ? this.models.of(this.database.sql, instance, viewer) : null;
  }
}
