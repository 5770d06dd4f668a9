import { EventEmitter, on } from 'node:events';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../database/database.js';

export type Change =
  /** Signed out; the hash of the session's token in hex. */
  | { kind: 'session'; session: string }
  | { kind: 'case'; caseId: string }
  /** Something came under the bell of these people, or was read in another window. */
  | { kind: 'notice'; userIds: string[] }
  /** More than anybody wants to hear one by one: read again. */
  | { kind: 'many' }
  | {
      kind: 'task';
      taskId: string;
      caseId: string;
      state: string;
      groups: string[];
      holderId: string | null;
      actorId: string | null;
    };

const EVERYTHING = 'change';
const ONE_CASE = 'case:';

export interface ChangesToFollow {
  follow(signal: AbortSignal): AsyncGenerator<Change>;
}

/** What committed anywhere, told to every API process by PostgreSQL; ids only, the reader's scope is checked at send. */
@Injectable()
export class Changes implements ChangesToFollow, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private stopListening: () => Promise<void> = async () => {};

  constructor(private readonly database: Database) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stopListening = await this.database.listen('changes', (payload) => {
      this.tell(JSON.parse(payload) as Change);
    });
  }

  /** Ends when the signal is aborted. */
  follow(signal: AbortSignal): AsyncGenerator<Change> {
    return this.hear(EVERYTHING, signal);
  }

  /** What changes this case, and that very many changed; whoever follows only this is not woken by all the others. */
  ofCase(caseId: string): ChangesToFollow {
    return { follow: (signal) => this.hear(`${ONE_CASE}${caseId}`, signal) };
  }

  private tell(change: Change): void {
    this.emitter.emit(EVERYTHING, change);
    if (change.kind === 'case') this.emitter.emit(`${ONE_CASE}${change.caseId}`, change);
    if (change.kind !== 'many') return;
    for (const name of this.emitter.eventNames())
      if (typeof name === 'string' && name.startsWith(ONE_CASE)) this.emitter.emit(name, change);
  }

  private async *hear(what: string, signal: AbortSignal): AsyncGenerator<Change> {
    try {
      for await (const [change] of on(this.emitter, what, { signal })) yield change as Change;
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  onApplicationShutdown(): Promise<void> {
    return this.stopListening();
  }
}
