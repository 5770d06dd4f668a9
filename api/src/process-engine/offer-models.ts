import { v7 as uuid } from 'uuid';
import { readModelText } from '../../../common/src/model-text/read-model-text.js';
import type { Sql } from '../database/database.js';
import type { OfferedModel } from './model-history.js';
import type { DeployedFile } from './remember-resources.js';

interface NewestVersion {
  kind: OfferedModel['kind'];
  modelId: string;
  path: string;
  sha256: string | null;
  designed: boolean;
}

/** A packaged file and the designer's model it would be put over. */
export type Offer = DeployedFile & Pick<OfferedModel, 'kind' | 'modelId'>;

/** Which of these files would be put over a designer's version, and which say what that version says anyway. */
export async function apartFromDesigned(
  sql: Sql,
  engineId: number,
  files: readonly DeployedFile[],
): Promise<{ free: DeployedFile[]; offers: Offer[] }> {
  if (files.length === 0) return { free: [], offers: [] };
  const newest = await sql<NewestVersion[]>`
    /* newestVersionsOfModels */
    select distinct on (kind, model_id) case kind when 'DECISION_REQUIREMENTS' then 'DECISION' else kind end as kind, model_id as "modelId",
      resource_name as path, sha256, release_id is not null as designed
    from deployed_resources
    where engine_id = ${engineId} and kind <> 'DECISION'
    order by kind, model_id, key desc`;
  const free: DeployedFile[] = [];
  const offers: Offer[] = [];
  for (const file of files) {
    const { model } = readModelText(file.content);
    // By what it is; by where it stands only if it cannot be read.
    const running = newest.find((each) =>
      model ? each.kind === model.kind && each.modelId === model.id : each.path === file.path,
    );
    if (!running?.designed) free.push(file);
    else if (running.sha256 !== file.sha256) offers.push({ ...file, kind: running.kind, modelId: running.modelId });
  }
  return { free, offers };
}

/** A newer file takes the place of one that still waits. @returns those that no other process has kept meanwhile */
export async function keepOffers(sql: Sql, engineId: number, offers: readonly Offer[], at: Date): Promise<Offer[]> {
  const kept: Offer[] = [];
  for (const offer of offers) {
    const { path, content, sha256, kind, modelId } = offer;
    await sql`
      /* replaceOlderOffer */
      update model_offers
      set dismissed_at = ${at}
      where engine_id = ${engineId} and path = ${path} and sha256 <> ${sha256} and taken_at is null and dismissed_at is null`;
    const rows = await sql`
      /* keepOffer */
      insert into model_offers (id, engine_id, path, sha256, content, kind, model_id, offered_at)
      values (${uuid()}, ${engineId}, ${path}, ${sha256}, ${content}, ${kind}, ${modelId}, ${at})
      on conflict on constraint files_are_offered_once do nothing
      returning id`;
    if (rows.length > 0) kept.push(offer);
  }
  return kept;
}
