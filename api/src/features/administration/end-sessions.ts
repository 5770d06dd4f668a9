import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import { SessionRepository } from '../accounts/accounts.public.js';
import { appendEvent } from '../events/events.public.js';
import { about } from './keep-entries.js';

@Injectable()
export class EndSessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessions: SessionRepository,
  ) {}

  /** One session, or all of a person; what is over already counts as nothing. @returns how many ended @throws NotPermitted, InvalidInput */
  execute(which: { id?: string | null; login?: string | null }, viewer: Viewer): Promise<number> {
    demand(viewer, 'administer');
    if (!which.id === !which.login) throw new InvalidInput('Name a session or a person.', { id: 'required' });
    return this.database.inTransaction(async (sql) => {
      const [owner] = await sql<{ id: string }[]>`
        /* ownerOfSession */
        select u.id
        from users u
        where ${which.id ? sql`u.id = (select user_id from sessions where id = ${which.id})` : sql`u.login = ${which.login ?? ''}`}`;
      if (!owner) return 0;
      const ended = await this.sessions.closeOf(sql, owner.id, which.id ? { id: which.id } : 'all');
      const act = { actorId: viewer.id, at: this.clock.now() };
      if (ended > 0)
        await appendEvent(sql, {
          ...about({ kind: 'user' }, owner.id, 'sessionsEnded', act),
          body: { sessions: ended },
        });
      return ended;
    });
  }
}
