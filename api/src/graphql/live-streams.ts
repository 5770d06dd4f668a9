import type { ServerResponse } from 'node:http';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AppError } from '../errors/app-error.js';
import { log } from '../errors/log.js';
import { Changes } from './changes.js';
import type { Session } from './request-context.js';
import { SessionReader } from './session-reader.js';

/** Sign-out closes a stream at once; a session that ran out or whose account was closed is noticed within this time. */
const CHECKED_EVERY_MS = 15_000;

export class TooManyStreams extends AppError {
  readonly code = 'RATE_LIMITED';
  constructor() {
    super('Too many pages of this address follow changes. Ask again from time to time instead.');
  }
}

/** Many people stand behind one address: a village, a mobile network, the terminals of a service hall. */
const OPEN_PER_ADDRESS = 200;
const OPEN_TO_ANYBODY = 5_000;

/** The event streams that are open in this process: each of staff lives no longer than its session, the others are few enough. */
@Injectable()
export class LiveStreams implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly streams = new Map<string, Set<ServerResponse>>();
  /** Of people without a session, by their network address. */
  private readonly anonymous = new Map<string, Set<ServerResponse>>();
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
    keep(this.streams, session.tokenHash.toString('hex'), response);
  }

  /** @throws TooManyStreams where this address, or everybody together, follows as much as may be followed without a session */
  addAnonymous(address: string, response: ServerResponse): void {
    let all = 0;
    for (const streams of this.anonymous.values()) all += streams.size;
    if (all >= OPEN_TO_ANYBODY || (this.anonymous.get(address)?.size ?? 0) >= OPEN_PER_ADDRESS)
      throw new TooManyStreams();
    keep(this.anonymous, address, response);
  }

  onApplicationShutdown(): void {
    clearInterval(this.checking);
    this.leaving.abort();
    for (const key of [...this.streams.keys()]) this.close(key);
    for (const streams of this.anonymous.values()) for (const response of streams) response.destroy();
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

function keep(open: Map<string, Set<ServerResponse>>, key: string, response: ServerResponse): void {
  // The browser may have left while its session was read: nobody would tell.
  if (response.closed) return;
  const streams = open.get(key) ?? new Set();
  open.set(key, streams.add(response));
  response.once('close', () => {
    streams.delete(response);
    if (streams.size === 0 && open.get(key) === streams) open.delete(key);
  });
}
