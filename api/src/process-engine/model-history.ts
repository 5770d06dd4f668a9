import type { Sql } from '../database/database.js';
import type { DeployedResource } from './process-engine.js';

export interface DeployedModel extends DeployedResource {
  /** Of the file it came in; null where several came in one. */
  sha256: string | null;
}

/** What the ground tells of deployments, in the transaction that remembers them; the history keeps them as events. */
export abstract class ModelHistory {
  abstract deployed(sql: Sql, engineId: number, models: DeployedModel[]): Promise<void>;
}
