import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Role } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';
import type { Session } from '../../graphql/request-context.js';

const LIFETIME = '12 hours';

interface SessionRow {
  id: string;
  login: string;
  name: string;
  roles: Role[];
  unitId: string | null;
  unitCode: string | null;
  teamCode: string | null;
  csrfToken: string;
  mustChangePassword: boolean;
}

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Sessions live in wall time; the browser holds a random token, the database only its hash. */
@Injectable()
export class SessionRepository {
  async open(sql: Sql, userId: string, userAgent: string): Promise<{ token: string; session: Session }> {
    const token = randomBytes(32).toString('base64url');
    await sql`
      /* openSession */
      insert into sessions (token_hash, user_id, csrf_token, user_agent, created_at, last_seen_at, expires_at)
      values (${hashOfToken(token)}, ${userId}, ${randomBytes(24).toString('base64url')}, ${userAgent.slice(0, 300)}, now(), now(), now() + ${LIFETIME}::interval)`;
    const session = await this.find(sql, token);
    if (!session) throw new Error('a session just opened is not there');
    return { token, session };
  }

  async find(sql: Sql, token: string): Promise<Session | null> {
    const tokenHash = hashOfToken(token);
    const [row] = await sql<SessionRow[]>`
      /* findSession */
      select u.id, u.login, u.name, u.unit_id as "unitId", n.code as "unitCode", u.team_code as "teamCode", s.csrf_token as "csrfToken",
        u.must_change_password as "mustChangePassword",
        array(select r.role from roles_of_users r where r.user_id = u.id order by r.role) as roles
      from sessions s
      join users u on u.id = s.user_id
      left join units n on n.id = u.unit_id
      where s.token_hash = ${tokenHash} and s.expires_at > now() and u.active`;
    if (!row) return null;
    const { csrfToken, mustChangePassword, ...viewer } = row;
    return { viewer, csrfToken, tokenHash, mustChangePassword };
  }

  /** Keeps a session alive while it is used, written at most every five minutes. */
  async touch(sql: Sql, tokenHash: Buffer): Promise<void> {
    await sql`
      /* touchSession */
      update sessions
      set last_seen_at = now(), expires_at = now() + ${LIFETIME}::interval
      where token_hash = ${tokenHash} and last_seen_at < now() - interval '5 minutes'`;
  }

  /** Live streams of the session end with it. */
  async close(sql: Sql, tokenHash: Buffer): Promise<void> {
    await sql`
      /* closeSession */
      delete from sessions
      where token_hash = ${tokenHash}`;
    await tellEnded(sql, [tokenHash]);
  }

  /** Ends sessions of a person, their live streams included. @param which all of them, one by its id, or all but one (the hash of its token) @returns how many */
  async closeOf(sql: Sql, userId: string, which: 'all' | { id: string } | { allBut: Buffer }): Promise<number> {
    const rows = await sql<{ tokenHash: Buffer }[]>`
      /* closeSessionsOfUser */
      delete from sessions
      where user_id = ${userId}
        ${which !== 'all' && 'id' in which ? sql`and id = ${which.id}` : sql``}
        ${which !== 'all' && 'allBut' in which ? sql`and token_hash <> ${which.allBut}` : sql``}
      returning token_hash as "tokenHash"`;
    await tellEnded(
      sql,
      rows.map(({ tokenHash }) => tokenHash),
    );
    return rows.length;
  }

  /** Which of these (hashes of tokens in hex) are over: signed out, run out, or of a closed account. */
  async ended(sql: Sql, tokenHashes: string[]): Promise<string[]> {
    const rows = await sql<{ hash: string }[]>`
      /* endedSessions */
      select asked.hash
      from unnest(${tokenHashes}::text[]) as asked (hash)
      where not exists (
        select
        from sessions s
        join users u on u.id = s.user_id
        where s.token_hash = decode(asked.hash, 'hex') and s.expires_at > now() and u.active
      )`;
    return rows.map(({ hash }) => hash);
  }
}

async function tellEnded(sql: Sql, tokenHashes: Buffer[]): Promise<void> {
  for (const hash of tokenHashes)
    await sql`select pg_notify('changes', ${JSON.stringify({ kind: 'session', session: hash.toString('hex') })})`;
}
