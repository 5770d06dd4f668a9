import { ROLES } from '../../common/src/access/roles.js';
import type { City } from '../../common/src/model-lint/finding.js';

export { packagedModels as shippedModels } from '../../scripts/local/packaged-models.mjs';

/** A city with a few names for models to use. */
export const CITY: City = { roles: ROLES, teams: ['质检组'], units: ['ZWZX'] };
