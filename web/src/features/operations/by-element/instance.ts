import type { OperatedInstanceQuery } from '../../../gql/documents.generated.js';

/** What the parts of the panel show of one instance. */
export type Instance = NonNullable<OperatedInstanceQuery['operatedInstance']>;
