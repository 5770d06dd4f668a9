import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { readCaseNumber } from '../../../../common/src/case-number/case-number.js';
import { readCheckCode } from '../../../../common/src/case-number/check-code.js';
import { Database } from '../../database/database.js';
import { RequesterVault } from '../cases/cases.public.js';
import { TooManyTries, WrongCheckCode } from './citizen.errors.js';

const WRONG_TRIES = 10;
const WINDOW_MINUTES = 60;

/** Who knows number and check code is the citizen of the case; guessing is limited per number and per address. */
@Injectable()
export class CitizenDoor {
  constructor(
    private readonly database: Database,
    private readonly vault: RequesterVault,
  ) {}

  /** @returns the case's id @throws WrongCheckCode (also for an unknown number), TooManyTries */
  async open(key: { number: string; checkCode: string }, address: string): Promise<string> {
    const { sql } = this.database;
    const number = readCaseNumber(key.number) ?? '';
    const code = readCheckCode(key.checkCode) ?? '';
    const keys = [`number:${number.slice(0, 20)}`, `address:${address}`];
    const [tries] = await sql<{ most: number }[]>`
      /* countWrongCodes */
      select coalesce(max(n), 0)::int as most
      from (
        select case when key like 'address:%' then count(*) / 3 else count(*) end as n
        from progress_attempts
        where key = any(${keys}) and at > now() - make_interval(mins => ${WINDOW_MINUTES})
        group by key
      ) counted`;
    if ((tries?.most ?? 0) >= WRONG_TRIES) throw new TooManyTries(WINDOW_MINUTES);
    const [row] = await sql<{ id: string; hash: Uint8Array }[]>`
      /* caseOfCitizen */
      select id, check_code_hash as hash
      from cases
      where number = ${number}`;
    const given = this.vault.index('checkCode', `${number}:${code}`);
    if (row && timingSafeEqual(given, row.hash)) return row.id;
    await sql`
      /* recordWrongCode */
      insert into progress_attempts (key, at)
      select unnest(${keys}::text[]), now()`;
    throw new WrongCheckCode();
  }
}
