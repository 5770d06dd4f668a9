import type { Sql } from '../database/database.js';
import type { DeployedResource } from './process-engine.js';

export interface DeployedModel extends DeployedResource {
  /** Of the file it came in; null where several came in one. */
  sha256: string | null;
}

/** Why models were deployed where they did not come with the product. */
export interface DeployedRelease {
  id: string;
  number: string;
  proposedById: string;
}

/** A packaged file that waits for a designer's word. */
export interface OfferedModel {
  kind: 'PROCESS' | 'DECISION' | 'FORM';
  modelId: string;
  path: string;
  sha256: string;
}

/** What the ground tells of deployments, in the transaction that remembers them; the history keeps them as events. */
export abstract class ModelHistory {
  /** @param release null: packaged files */
  abstract deployed(
    sql: Sql,
    engineId: number,
    models: DeployedModel[],
    release: DeployedRelease | null,
  ): Promise<void>;
  abstract offered(sql: Sql, engineId: number, offers: OfferedModel[]): Promise<void>;
}
