import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import type { Session } from '../../graphql/request-context.js';
import { appendEvent } from '../events/events.public.js';
import { WrongPassword } from './account.errors.js';
import { brokenPasswordRule } from './password.model.js';
import { SessionRepository } from './session.repository.js';
import { WrongTries } from './wrong-tries.js';

@Injectable()
export class ChangePassword {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessions: SessionRepository,
    private readonly tries: WrongTries,
  ) {}

  /**
   * Mine, by the one I have; my other sessions end with the old one.
   * @throws WrongPassword
   * @throws InvalidInput field `next`: minLength10, maxLength128, isLogin, tooCommon or sameAsBefore
   * @throws TooManyLogins a stolen session must not guess for ever
   */
  async execute(session: Session, current: string, next: string): Promise<void> {
    const { id, login } = session.viewer;
    const keys = [`login:${login}`];
    const { sql } = this.database;
    await this.tries.demandFew(sql, keys);
    const [user] = await sql<{ passwordHash: string }[]>`
      /* passwordOfUser */
      select password_hash as "passwordHash"
      from users
      where id = ${id}`;
    if (!user || !(await verify(user.passwordHash, current))) {
      await this.tries.record(sql, keys);
      throw new WrongPassword();
    }
    const rule = current === next ? 'sameAsBefore' : brokenPasswordRule(next, login);
    if (rule) throw new InvalidInput('Choose another password.', { next: rule });
    const passwordHash = await hash(next);
    await this.database.inTransaction(async (transaction) => {
      const changed = await transaction`
        /* changePassword */
        update users
        set password_hash = ${passwordHash}, must_change_password = false
        where id = ${id} and password_hash = ${user.passwordHash}
        returning id`;
      // An administrator gave another one meanwhile.
      if (changed.length === 0) throw new WrongPassword();
      const sessionsEnded = await this.sessions.closeOf(transaction, id, { allBut: session.tokenHash });
      await appendEvent(transaction, {
        type: 'user.passwordChanged',
        caseId: null,
        stream: `user:${id}`,
        actor: { kind: 'USER', id },
        body: { sessionsEnded },
        at: this.clock.now(),
      });
    });
  }
}
