import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Injectable } from '@nestjs/common';
import { env } from '../config/env.js';
import { log } from '../errors/log.js';
import { intakeFailures, intakeSeconds } from './metrics.js';
import { readDelivery } from './record-lines.js';
import { StoreRecords } from './store-records.js';

/** The engine sends at most 10 MB and one record; more is not the engine. */
const BODY_LIMIT = 64 * 1024 * 1024;
const GRACE_MS = 5_000;
/** The exporter tries again several times a second. */
const STRANGER_SAID_EVERY_MS = 60_000;

/**
 * The endpoint the engine's bundled exporter posts its records to. It answers only after the commit, and 500 when there was none: the engine then sends the
 * same again. It never refuses single items: the engine would repeat them for ever.
 */
@Injectable()
export class RecordIntake {
  private server: Server | null = null;
  private strangerSaidAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly store: StoreRecords) {}

  /** @returns the port it listens on */
  async start(): Promise<number> {
    const server = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) => {
        intakeFailures.inc();
        log.error({ err: error }, 'records could not be stored; the engine will send them again');
        if (!response.headersSent) reply(response, 500, { error: 'not stored; send again' });
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(env.YOUSU_INTAKE_PORT, env.YOUSU_INTAKE_HOST, resolve);
    });
    this.server = server;
    void this.retryParked();
    return (server.address() as AddressInfo).port;
  }

  /** Lets deliveries under way come to their commit. */
  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = null;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    await closed;
    clearTimeout(timer);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isAuthorized(request)) {
      this.sayStranger();
      response.setHeader('WWW-Authenticate', 'Basic realm="records"');
      return reply(response, 401, { error: 'who are you?' });
    }
    const body = await readBody(request);
    if (body === null) return reply(response, 413, { error: 'too large' });
    const path = (request.url ?? '').split('?')[0];
    if (request.method !== 'POST' || path !== '/_bulk') {
      return reply(response, 200, { acknowledged: true, version: { number: '8.13.0' } });
    }
    const stored = intakeSeconds.startTimer();
    const delivery = readDelivery(body);
    await this.store.execute(delivery);
    stored();
    const items = delivery.ids.map((_id) => ({ index: { _id, status: 201 } }));
    reply(response, 200, { took: 1, errors: false, items });
  }

  private sayStranger(): void {
    intakeFailures.inc();
    if (performance.now() - this.strangerSaidAt < STRANGER_SAID_EVERY_MS) return;
    this.strangerSaidAt = performance.now();
    log.error(
      "an exporter was refused: its user name and password are not YOUSU_INTAKE_USER and YOUSU_INTAKE_PASSWORD; until they are, the engine's records do not arrive",
    );
  }

  private async retryParked(): Promise<void> {
    try {
      const stored = await this.store.retryParked();
      if (stored > 0) log.info({ stored }, 'parked records are stored now');
    } catch (error) {
      log.warn({ err: error }, 'parked records could not be tried again');
    }
  }
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'X-Elastic-Product': 'Elasticsearch' });
  response.end(JSON.stringify(body));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const EXPECTED = digest(
  `Basic ${Buffer.from(`${env.YOUSU_INTAKE_USER}:${env.YOUSU_INTAKE_PASSWORD}`).toString('base64')}`,
);

function isAuthorized(request: IncomingMessage): boolean {
  return timingSafeEqual(digest(request.headers.authorization ?? ''), EXPECTED);
}

/** @returns null when it is larger than the limit */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= BODY_LIMIT) parts.push(part);
  }
  return size > BODY_LIMIT ? null : Buffer.concat(parts).toString('utf8');
}
