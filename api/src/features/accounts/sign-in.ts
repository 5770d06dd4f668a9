import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Database } from '../../database/database.js';
import type { Session } from '../../graphql/request-context.js';
import { LoginRefused } from './account.errors.js';
import { SessionRepository } from './session.repository.js';
import { WrongTries } from './wrong-tries.js';

/** A hash of nothing anyone knows, so that an unknown account takes as long as a wrong password. */
const noAccount = hash(randomUUID());

@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly tries: WrongTries,
  ) {}

  /**
   * @throws LoginRefused for an unknown account, a wrong password or a deactivated one: the answer does not tell which
   * @throws TooManyLogins after eight wrong tries of an account or an address within ten minutes
   */
  async execute(
    login: string,
    password: string,
    from: { address: string; userAgent: string },
  ): Promise<{ token: string; session: Session }> {
    const { sql } = this.database;
    const account = login.trim().toLowerCase().slice(0, 100);
    const keys = [`login:${account}`, `address:${from.address}`];
    await this.tries.demandFew(sql, keys);
    const [user] = await sql<{ id: string; passwordHash: string }[]>`
      /* findUserForLogin */
      select id, password_hash as "passwordHash"
      from users
      where login = ${account} and active`;
    const matches = await verify(user?.passwordHash ?? (await noAccount), password);
    if (!user || !matches) {
      await this.tries.record(sql, keys);
      throw new LoginRefused();
    }
    return this.database.inTransaction(async (transaction) => {
      await transaction`
        /* forgetWrongLogins */
        delete from login_attempts
        where key = ${keys[0] ?? ''} or at < now() - interval '1 day'`;
      return this.sessions.open(transaction, user.id, from.userAgent);
    });
  }
}
