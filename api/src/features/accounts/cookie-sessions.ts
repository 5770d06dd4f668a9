import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Database } from '../../database/database.js';
import type { Session } from '../../graphql/request-context.js';
import { SessionReader } from '../../graphql/session-reader.js';
import { SessionRepository } from './session.repository.js';
import { sessionTokenOf } from './session-cookie.js';

const TOUCHED_AFTER_MS = 300_000;

@Injectable()
export class CookieSessions extends SessionReader {
  private readonly touched = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
  ) {
    super();
  }

  async read(request: FastifyRequest): Promise<Session | null> {
    const token = sessionTokenOf(request);
    if (!token) return null;
    const session = await this.sessions.find(this.database.sql, token);
    if (session) await this.touch(session);
    return session;
  }

  ended(tokenHashes: string[]): Promise<string[]> {
    return this.sessions.ended(this.database.sql, tokenHashes);
  }

  private async touch(session: Session): Promise<void> {
    const key = session.tokenHash.toString('base64');
    const now = performance.now();
    if (now - (this.touched.get(key) ?? -TOUCHED_AFTER_MS) < TOUCHED_AFTER_MS) return;
    if (this.touched.size > 10_000) this.touched.clear();
    this.touched.set(key, now);
    await this.sessions.touch(this.database.sql, session.tokenHash);
  }
}
