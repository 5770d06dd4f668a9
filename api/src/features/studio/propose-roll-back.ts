import { Injectable } from '@nestjs/common';
import { readModelText } from '../../../../common/src/model-text/read-model-text.js';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import type { ModelKey } from './model.model.js';
import { ModelQueries } from './model.queries.js';
import { sha256Of } from './read-model.js';
import type { ReleaseRow } from './release.queries.js';
import { checkedNote } from './release-words.model.js';
import { ModelNotFound, NothingNew } from './studio.errors.js';
import { SubmitRelease } from './submit-release.js';

/**
 * An earlier version comes back as a version of its own, by the same two persons. What ran once is not held up by lint: it may
 * be older than a rule.
 */
@Injectable()
export class ProposeRollBack {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly engine: EngineIdentity,
    private readonly models: ModelQueries,
    private readonly submit: SubmitRelease,
  ) {}

  /** @throws NotPermitted, InvalidInput, ModelNotFound, NothingNew where it says what runs now */
  async execute(
    model: ModelKey,
    version: number,
    note: string | null | undefined,
    viewer: Viewer,
  ): Promise<ReleaseRow> {
    demand(viewer, 'designModels');
    const written = checkedNote(note);
    const { engineId } = this.engine;
    return this.database.inTransaction(async (sql) => {
      const versions = await this.models.versions(sql, engineId, [model]);
      const [latest] = versions;
      const earlier = versions.find((each) => each.version === version);
      if (!latest || !earlier) throw new ModelNotFound(model, version);
      const contents = await this.models.contents(sql, engineId, [latest.id, earlier.id]);
      const content = contents.get(earlier.id) ?? '';
      if (content === contents.get(latest.id)) throw new NothingNew(model, latest.version);
      const name = readModelText(content).model?.name ?? model.modelId;
      const copy = { ...model, name, path: latest.path, content, sha256: sha256Of(content) };
      const proposal = {
        title: `${name} v${latest.version} → v${version}`,
        note: written,
        effectiveAt: null,
        models: [{ ...copy, baseVersion: latest.version }],
        rollBack: { version, releaseId: earlier.releaseId },
      };
      return this.submit.execute(sql, proposal, viewer, this.clock.now());
    });
  }
}
