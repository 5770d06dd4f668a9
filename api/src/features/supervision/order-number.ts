import { makeOrderNumber } from '../../../../common/src/case-number/order-number.js';
import type { Sql } from '../../database/database.js';

const A_DAY = 10_000;
const MOST = 1_000_000;

/** The next free number of this day: four digits, more only on days with more than ten thousand orders. */
export async function nextOrderNumber(sql: Sql, at: Date): Promise<string> {
  const [row] = await sql<{ next: string }[]>`
    /* nextOrderNumber */
    select nextval('supervision_sequence')::text as next`;
  const next = BigInt(row?.next ?? 0);
  const number = makeOrderNumber(at.getTime(), Number(next % BigInt(A_DAY)));
  const taken = await sql`
    /* orderNumberTaken */
    select from supervision_orders
    where number = ${number}`;
  return taken.length === 0 ? number : makeOrderNumber(at.getTime(), A_DAY + Number(next % BigInt(MOST - A_DAY)));
}
