import { Injectable } from '@nestjs/common';
import type { ModelFile } from '../../../../common/src/model-lint/finding.js';
import { lintModels } from '../../../../common/src/model-lint/lint-models.js';
import { ROLES } from '../../access/viewer.js';
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
   * @param set what the changed files will run with, they themselves among it @param changed paths of what is proposed
   * @throws ReleaseHasFindings when there is an error among them; warnings are shown and no more
   */
  async demandNone(set: readonly ModelFile[], changed: readonly string[]): Promise<void> {
    const city = { roles: ROLES, ...(await this.models.city(this.database.sql)) };
    const findings = await lintModels(set, changed, city);
    const errors = findings.filter(({ level }) => level === 'error');
    if (errors.length > 0) throw new ReleaseHasFindings(errors);
  }
}
