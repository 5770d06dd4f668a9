import type { ServerResponse } from 'node:http';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { log } from '../errors/log.js';
import { Changes } from './changes.js';
import type { Session } from './request-context.js';
import { SessionReader } from './session-reader.js';

/** Sign-out closes a stream at once; a session that ran out or whose account was closed is noticed within this time. */
const CHECKED_EVERY_MS = 15_000;

/** The event streams that are open in this process, each of which lives no longer than its session. */
@Injectable()
export class LiveStreams implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly streams = new Map<string, Set<ServerResponse>>();
  private readonly leaving = new AbortController();
  private checking: NodeJS.Timeout | undefined;

  constructor(
    private readonly changes: Changes,
    private readonly sessions: SessionReader,
  ) {}

  onApplicationBootstrap(): void {
    void this.followSessions();
    this.checking = setInterval(() => void this.closeEnded(), CHECKED_EVERY_MS).unref();
  }

  add(session: Session, response: ServerResponse): void {
    const key = session.tokenHash.toString('hex');
    const streams = this.streams.get(key) ?? new Set();
    this.streams.set(key, streams.add(response));
    response.once('close', () => {
      streams.delete(response);
      if (streams.size === 0 && this.streams.get(key) === streams) this.streams.delete(key);
    });
  }

  onApplicationShutdown(): void {
    clearInterval(this.checking);
    this.leaving.abort();
    for (const key of [...this.streams.keys()]) this.close(key);
  }

  private async followSessions(): Promise<void> {
    for await (const change of this.changes.follow(this.leaving.signal))
      if (change.kind === 'session') this.close(change.session);
  }

  private async closeEnded(): Promise<void> {
    if (this.streams.size === 0) return;
    try {
      for (const key of await this.sessions.ended([...this.streams.keys()])) this.close(key);
    } catch (error) {
      log.warn({ err: error }, 'open streams cannot be checked against their sessions');
    }
  }

  private close(key: string): void {
    // Not `end`: the library would go on writing, and a write after the end is an error that nobody catches.
    for (const response of this.streams.get(key) ?? []) response.destroy();
  }
}
