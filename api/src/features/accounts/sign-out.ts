import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { SessionRepository } from './session.repository.js';

@Injectable()
export class SignOut {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
  ) {}

  /** Ends one session, its live streams included; the same twice is harmless. */
  execute(tokenHash: Buffer): Promise<void> {
    return this.database.inTransaction((sql) => this.sessions.close(sql, tokenHash));
  }
}
