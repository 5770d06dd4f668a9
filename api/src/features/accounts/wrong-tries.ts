import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { TooManyLogins } from './account.errors.js';

const MOST = 8;
const WINDOW_MINUTES = 10;

/** Wrong passwords, counted by account and by address in wall time. */
@Injectable()
export class WrongTries {
  /** @param keys `login:<login>` and `address:<address>`; many people stand behind one address @throws TooManyLogins */
  async demandFew(sql: Sql, keys: string[]): Promise<void> {
    const [tries] = await sql<{ most: number }[]>`
      /* countWrongLogins */
      select coalesce(max(n), 0)::int as most
      from (
        select case when key like 'address:%' then count(*) / 5 else count(*) end as n
        from login_attempts
        where key = any(${keys}) and at > now() - make_interval(mins => ${WINDOW_MINUTES})
        group by key
      ) counted`;
    if ((tries?.most ?? 0) >= MOST) throw new TooManyLogins(WINDOW_MINUTES);
  }

  async record(sql: Sql, keys: string[]): Promise<void> {
    await sql`
      /* recordWrongLogin */
      insert into login_attempts (key, at)
      select unnest(${keys}::text[]), now()`;
  }
}
