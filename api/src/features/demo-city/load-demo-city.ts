import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { hash } from '@node-rs/argon2';
import { v7 as uuid } from 'uuid';
import { Clock } from '../../clock/clock.js';
import { env } from '../../config/env.js';
import { Database, type Sql } from '../../database/database.js';
import { maskPhone, RequesterVault } from '../cases/cases.public.js';
import { type CategoryRow, categoryTree } from './category-tree.js';
import { type DemoAccount, type DemoFiles, readDemoFiles } from './demo-files.js';

/** Accounts with a name of their own; those of the units are called by unit code (`cgj.ha`, `cgj.ul`). */
const isMemorable = (account: DemoAccount) => !account.login.includes('.');

@Injectable()
export class LoadDemoCity {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vault: RequesterVault,
  ) {}

  /**
   * Fills an empty database with the invented city of `demo/`: units, teams, accounts, categories and areas; cases come
   * through the API afterwards. Does nothing outside a demonstration or where there are units already.
   * @returns whether the city was loaded now
   * @throws Error naming file and line when a demo file breaks a rule, or when the demo password is missing
   */
  async execute(): Promise<boolean> {
    if (!env.YOUSU_DEMO || (await hasUnits(this.database.sql))) return false;
    if (env.YOUSU_DEMO_PASSWORD === '') {
      throw new Error('YOUSU_DEMO_PASSWORD is empty: set it, or switch the demo city off with YOUSU_DEMO=0.');
    }
    const city = await readDemoFiles(join(process.cwd(), 'demo'));
    const categories = categoryTree(city.categories);
    // One hash for all: they share one password, and 230 hashes would hold up the first start by many seconds.
    const passwordHash = await hash(env.YOUSU_DEMO_PASSWORD);
    return this.database.inTransaction(async (sql) => {
      await sql`/* lockDemoCity */ select pg_advisory_xact_lock(hashtext('demo city'))`;
      if (await hasUnits(sql)) return false;
      const unitIds = await insertUnits(sql, city);
      await insertAccounts(sql, city, unitIds, passwordHash, this.clock.now());
      await this.insertDutyPhones(sql, city, unitIds);
      await insertCategories(sql, categories);
      await insertAreas(sql, city);
      const logins = city.accounts.filter(isMemorable).map((account) => account.login);
      await sql`
        /* insertDemoAccounts */
        insert into settings (name, value)
        values ('demo_accounts', ${JSON.stringify(logins)}::text::jsonb)
        on conflict (name) do update set value = excluded.value`;
      return true;
    });
  }

  private async insertDutyPhones(sql: Sql, { dutyPhones }: DemoFiles, unitIds: Map<string, string>): Promise<void> {
    const rows = dutyPhones.map(({ unit, phone }) => ({
      unit_id: idOf(unitIds, unit, 'duty-phones.csv'),
      phone_cipher: this.vault.seal(phone),
      masked_phone: maskPhone(phone),
      updated_at: this.clock.now(),
    }));
    await sql`/* insertDutyPhones */ insert into duty_phones ${sql(rows)}`;
  }
}

async function hasUnits(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    /* hasUnits */
    select exists (select from units) as found`;
  return row?.found ?? false;
}

async function insertUnits(sql: Sql, { units }: DemoFiles): Promise<Map<string, string>> {
  const ids = new Map(units.map((unit) => [unit.code, uuid()]));
  const rows = units.map((unit) => ({
    id: idOf(ids, unit.code, 'units.csv'),
    code: unit.code,
    name: unit.name,
    short_name: unit.shortName,
    kind: unit.kind,
    parent_id: unit.parent === null ? null : idOf(ids, unit.parent, 'units.csv'),
    office_class: unit.officeClass,
    can_lead: unit.canLead,
  }));
  await sql`/* insertUnits */ insert into units ${sql(rows)}`;
  return ids;
}

async function insertAccounts(
  sql: Sql,
  { teams, accounts }: DemoFiles,
  unitIds: Map<string, string>,
  passwordHash: string,
  now: Date,
): Promise<void> {
  await sql`/* insertTeams */ insert into teams ${sql(teams, 'code', 'name')}`;
  const users = accounts.map((account) => ({
    id: uuid(),
    login: account.login,
    name: account.name,
    unit_id: account.unit === null ? null : idOf(unitIds, account.unit, 'accounts.csv'),
    team_code: account.team,
    password_hash: passwordHash,
    created_at: now,
  }));
  await sql`/* insertUsers */ insert into users ${sql(users)}`;
  const roles = accounts.map((account, index) => ({ user_id: users[index]?.id ?? '', role: account.role }));
  await sql`/* insertRolesOfUsers */ insert into roles_of_users ${sql(roles)}`;
}

async function insertCategories(sql: Sql, categories: CategoryRow[]): Promise<void> {
  await sql`/* insertCategories */ insert into categories ${sql(categories as (CategoryRow & Record<string, unknown>)[])}`;
}

async function insertAreas(sql: Sql, { areas }: DemoFiles): Promise<void> {
  const rows = areas.map(({ code, parent, name, kind, worker, phone }) => {
    return { code, parent_code: parent, name, kind, grid_worker: worker, grid_phone: phone };
  });
  await sql`/* insertAreas */ insert into areas ${sql(rows)}`;
}

function idOf(ids: Map<string, string>, code: string, file: string): string {
  const id = ids.get(code);
  if (id === undefined) throw new Error(`demo/${file}: unit ${code} is named but stands in no line of demo/units.csv.`);
  return id;
}
