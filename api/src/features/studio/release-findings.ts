import { Injectable } from '@nestjs/common';
import type { ModelFile } from '../../../../common/src/model-lint/finding.js';
import { lintModels } from '../../../../common/src/model-lint/lint-models.js';
import { withChanges } from '../../../../common/src/model-lint/with-changes.js';
import { Database } from '../../database/database.js';
import { ModelQueries } from './model.queries.js';
import { ReleaseHasFindings } from './studio.errors.js';

/** What keeps models from being proposed. */
@Injectable()
export class ReleaseFindings {
  constructor(
    private readonly database: Database,
    private readonly models: ModelQueries,
  ) {}

  /**
   * @param set what runs @param changes what is proposed, and takes its place
   * @throws ReleaseHasFindings when there is an error among them; warnings are shown and no more
   */
  async demandNone(set: readonly ModelFile[], changes: readonly ModelFile[]): Promise<void> {
    const paths = changes.map(({ path }) => path);
    const findings = await lintModels(
      await withChanges(set, changes),
      paths,
      await this.models.city(this.database.sql),
    );
    const errors = findings.filter(({ level }) => level === 'error');
    if (errors.length > 0) throw new ReleaseHasFindings(errors);
  }
}
