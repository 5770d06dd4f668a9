import { EventEmitter, on } from 'node:events';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../database/database.js';

export type Change =
  /** Signed out; the hash of the session's token in hex. */
  | { kind: 'session'; session: string }
  | { kind: 'case'; caseId: string }
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

/** What committed anywhere, told to every API process by PostgreSQL; ids only, the reader's scope is checked at send. */
@Injectable()
export class Changes implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private stopListening: () => Promise<void> = async () => {};

  constructor(private readonly database: Database) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stopListening = await this.database.listen('changes', (payload) => {
      this.emitter.emit('change', JSON.parse(payload) as Change);
    });
  }

  /** Ends when the signal is aborted. */
  async *follow(signal: AbortSignal): AsyncGenerator<Change> {
    try {
      for await (const [change] of on(this.emitter, 'change', { signal })) yield change as Change;
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  onApplicationShutdown(): Promise<void> {
    return this.stopListening();
  }
}
