import type { Sql } from '../../../database/database.js';
import { InvalidInput } from '../../../errors/app-error.js';
import { UnknownReference } from '../../cases/cases.public.js';

/** The id of another case, named by its number. @throws InvalidInput, UnknownReference */
export async function caseByNumber(
  sql: Sql,
  field: string,
  number: string | null | undefined,
  ownId: string,
): Promise<string> {
  const wanted = (number ?? '').trim().toUpperCase();
  if (!wanted) throw new InvalidInput('Name the other case.', { [field]: 'required' });
  const [row] = await sql<{ id: string }[]>`
    /* caseByNumber */
    select id
    from cases
    where number = ${wanted} and id <> ${ownId}`;
  if (!row) throw new UnknownReference(field, wanted);
  return row.id;
}
