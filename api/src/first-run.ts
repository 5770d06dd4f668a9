import { Injectable } from '@nestjs/common';
import { hash } from '@node-rs/argon2';
import { v7 as uuid } from 'uuid';
import { Clock } from './clock/clock.js';
import { env } from './config/env.js';
import { Database } from './database/database.js';
import { SeedCalendar } from './features/calendar/calendar.public.js';
import { LoadDemoCity } from './features/demo-city/demo-city.public.js';

/** What an empty database needs before anyone can sign in; harmless on every later start. */
@Injectable()
export class FirstRun {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calendar: SeedCalendar,
    private readonly demoCity: LoadDemoCity,
  ) {}

  async execute(): Promise<void> {
    await this.calendar.execute();
    if (env.YOUSU_DEMO) await this.demoCity.execute();
    else if (env.YOUSU_ADMIN_PASSWORD) await this.firstAdministrator();
  }

  /** A city without demonstration starts with one administrator, who makes the other accounts. */
  private async firstAdministrator(): Promise<void> {
    const passwordHash = await hash(env.YOUSU_ADMIN_PASSWORD);
    await this.database.inTransaction(async (sql) => {
      await sql`select pg_advisory_xact_lock(hashtext('firstAdministrator'))`;
      const known = await sql`select from users limit 1`;
      if (known.length > 0) return;
      const id = uuid();
      await sql`
        /* insertFirstAdministrator */
        insert into users (id, login, name, password_hash, created_at)
        values (${id}, 'admin', '系统管理员', ${passwordHash}, ${this.clock.now()})`;
      await sql`
        /* grantFirstAdministrator */
        insert into roles_of_users (user_id, role)
        values (${id}, 'AD')`;
    });
  }
}
