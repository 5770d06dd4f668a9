import type { CombinedError } from 'urql';
import type { AdminUsersQueryVariables } from '../../../gql/documents.generated.js';
import type { RegisterKind } from '../../../gql/schema.generated.js';
import type { PageAnswer } from '../../../lib/keyset-pages.js';

/** What a form holds, field by field. */
export type Values = Record<string, string | number | boolean | string[] | null>;

/** An entry as the list and the panel show it, whatever its register. */
export interface ShownRow {
  /** Login or code. */
  key: string;
  id: string;
  name: string;
  active: boolean;
  /** By column. */
  cells: Record<string, string | number | boolean | readonly string[] | null | undefined>;
  values: Values;
  /** Masked; units only. */
  dutyPhone?: string | null;
  /** People who have not replaced their temporary password. */
  mustChangePassword?: boolean;
}

export interface Column {
  name: string;
  /** Group of `common` or `administration` texts that says a code in words. */
  words?: string;
  instant?: true;
}

export interface Field {
  name: string;
  control: 'text' | 'number' | 'select' | 'checks' | 'switch' | 'unit' | 'team' | 'area';
  /** Of `select` and `checks`. */
  options?: readonly string[];
  words?: string;
  /** Written once and never again: the key. */
  key?: true;
  optional?: true;
  help?: true;
}

export interface SaveAnswer {
  error?: CombinedError | undefined;
  /** Of a new person; shown once. */
  temporaryPassword?: string | null | undefined;
}

export type RegisterFilter = NonNullable<AdminUsersQueryVariables['filter']>;

/** How one register is listed, written and kept. */
export interface RegisterView {
  kind: RegisterKind;
  /** Last part of its address, and the name of its texts. */
  part: string;
  columns: readonly Column[];
  fields: readonly Field[];
  fresh: Values;
  imports: boolean;
  ask(filter: RegisterFilter, first: number, after: string | null): Promise<PageAnswer<ShownRow>>;
  save(values: Values, isNew: boolean): Promise<SaveAnswer>;
}

type Connection<Row> = {
  nodes: Row[];
  pageInfo: { endCursor?: string | null; hasNextPage: boolean };
};

/** The answer of a list, its rows as they are shown. */
export function shownPage<Row>(
  connection: Connection<Row> | undefined,
  error: CombinedError | undefined,
  show: (row: Row) => ShownRow,
): PageAnswer<ShownRow> {
  return { page: connection && { nodes: connection.nodes.map(show), pageInfo: connection.pageInfo }, error };
}
