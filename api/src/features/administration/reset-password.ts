import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { SessionRepository, temporaryPassword } from '../accounts/accounts.public.js';
import { appendEvent } from '../events/events.public.js';
import { EntryNotFound, OwnAccount } from './administration.errors.js';
import { about } from './keep-entries.js';

@Injectable()
export class ResetPassword {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessions: SessionRepository,
  ) {}

  /**
   * A temporary password in place of a forgotten one; sessions with the old one end, and wrong tries are forgotten.
   * @returns it, for showing once @throws NotPermitted, EntryNotFound, OwnAccount
   */
  async execute(login: string, viewer: Viewer): Promise<string> {
    demand(viewer, 'administer');
    if (login === viewer.login) throw new OwnAccount();
    const { password, passwordHash } = await temporaryPassword();
    await this.database.inTransaction(async (sql) => {
      const [user] = await sql<{ id: string }[]>`
        /* resetPassword */
        update users
        set password_hash = ${passwordHash}, must_change_password = true
        where login = ${login} and active
        returning id`;
      if (!user) throw new EntryNotFound('user', login);
      await sql`
        /* forgetWrongLoginsOf */
        delete from login_attempts
        where key = ${`login:${login}`}`;
      const sessionsEnded = await this.sessions.closeOf(sql, user.id, 'all');
      const act = { actorId: viewer.id, at: this.clock.now() };
      await appendEvent(sql, { ...about({ kind: 'user' }, user.id, 'passwordReset', act), body: { sessionsEnded } });
    });
    return password;
  }
}
