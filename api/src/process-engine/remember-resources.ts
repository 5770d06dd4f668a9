import type { Sql } from '../database/database.js';
import type { DeployedModel } from './model-history.js';
import type { DeployedResource } from './process-engine.js';

export interface DeployedFile {
  /** The resource name the engine was given. */
  path: string;
  content: string;
  sha256: string;
}

/** Who brought a version; nobody where it came with the product. */
export interface DeployedBy {
  userId: string;
  releaseId: string;
}

/**
 * Keeps what the engine answered to a deployment, with the texts; its records may have told of it already. What the engine held
 * before stays as it was.
 * @returns what was deployed, with the digest of its file
 */
export async function rememberResources(
  sql: Sql,
  engineId: number,
  files: readonly DeployedFile[],
  deployed: readonly DeployedResource[],
  { at, by }: { at: Date; by: DeployedBy | null },
): Promise<DeployedModel[]> {
  const fileOf = new Map(files.map((file) => [file.path, file]));
  const rows = deployed.map(({ kind, key, id, version, resourceName }) => {
    // A decision's text is that of its requirements.
    const file = kind === 'DECISION' ? undefined : fileOf.get(resourceName);
    return {
      engine_id: engineId,
      key,
      kind,
      resource_id: id,
      version,
      resource_name: resourceName,
      sha256: file?.sha256 ?? null,
      content: file?.content ?? null,
      deployed_at: at,
      deployed_by: by?.userId ?? null,
      release_id: by?.releaseId ?? null,
    };
  });
  if (rows.length > 0)
    await sql`
      /* rememberDeployedResources */
      insert into deployed_resources ${sql(rows)}
      on conflict (engine_id, key) do update
      set content = coalesce(deployed_resources.content, excluded.content),
        sha256 = coalesce(deployed_resources.sha256, excluded.sha256),
        resource_name = coalesce(nullif(deployed_resources.resource_name, ''), excluded.resource_name),
        deployed_by = coalesce(deployed_resources.deployed_by, excluded.deployed_by),
        release_id = coalesce(deployed_resources.release_id, excluded.release_id)`;
  return deployed.map((model) => ({ ...model, sha256: fileOf.get(model.resourceName)?.sha256 ?? null }));
}
