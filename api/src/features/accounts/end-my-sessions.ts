import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import type { Session } from '../../graphql/request-context.js';
import { appendEvent } from '../events/events.public.js';
import { SessionRepository } from './session.repository.js';

@Injectable()
export class EndMySessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessions: SessionRepository,
  ) {}

  /** One of my sessions, or all but the one that asks. @returns how many ended */
  execute(session: Session, id: string | null): Promise<number> {
    const userId = session.viewer.id;
    return this.database.inTransaction(async (sql) => {
      const which = id === null ? { allBut: session.tokenHash } : { id };
      const ended = await this.sessions.closeOf(sql, userId, which);
      if (ended > 0)
        await appendEvent(sql, {
          type: 'user.sessionsEnded',
          caseId: null,
          stream: `user:${userId}`,
          actor: { kind: 'USER', id: userId },
          body: { sessions: ended },
          at: this.clock.now(),
        });
      return ended;
    });
  }
}
