import { lookup } from 'node:dns/promises';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { HttpAddressNotPublic, HttpCallNotSet, HttpHostNotAllowed, HttpTooLarge } from './http.errors.js';
import { isPublicAddress } from './public-address.js';

export interface HttpRequest {
  method: string;
  url: string;
  /** JSON text; null: none. */
  body: string | null;
  /** The other side may know by it that it has done this already. */
  idempotencyKey: string;
}

export interface HttpAnswer {
  status: number;
  body: string;
}

/** What a test replaces to reach a server on this machine; nothing else does. */
export interface HttpDoorParts {
  resolve(host: string): Promise<{ address: string; family: number }[]>;
  isAllowed(address: string): boolean;
  timeoutMs: number;
}

const LIMIT_BYTES = 256 * 1024;
const PARTS: HttpDoorParts = {
  resolve: (host) => lookup(host, { all: true }),
  isAllowed: isPublicAddress,
  // Well within the time that the engine leaves a job with us.
  timeoutMs: 10_000,
};

/**
 * The one way out for what a model calls. Hosts on the allow-list only; their name is resolved once, every address it has
 * must be public, and the connection goes to the address that was looked at: a second answer of the name server changes
 * nothing. Redirects are answers like others and are not followed.
 */
export class HttpDoor {
  /** @param hosts entries of YOUSU_HTTP_CALL_HOSTS: `host`, `host:port`, or `http://host` where there is no TLS */
  constructor(
    private readonly hosts: readonly string[],
    private readonly parts: HttpDoorParts = PARTS,
  ) {}

  /**
   * @throws HttpCallNotSet, HttpHostNotAllowed, HttpAddressNotPublic, HttpTooLarge; anything else says that the other side
   * is away
   */
  async send(request: HttpRequest): Promise<HttpAnswer> {
    const url = this.allowed(request.url);
    if (request.body !== null && Buffer.byteLength(request.body) > LIMIT_BYTES)
      throw new HttpTooLarge('request', LIMIT_BYTES);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const signal = AbortSignal.timeout(this.parts.timeoutMs);
    const address = await this.addressOf(host, signal);
    const body = request.body === null ? null : Buffer.from(request.body);
    const options: RequestOptions & { servername?: string } = {
      method: request.method,
      // A connection that is kept could be another call's.
      agent: false,
      signal,
      maxHeaderSize: 16_384,
      // Pins the connection; where the host is an address already, nothing is looked up.
      lookup: (_host, options, done) =>
        options.all ? done(null, [address]) : done(null, address.address, address.family),
      ...(isIP(host) === 0 && url.protocol === 'https:' && { servername: host }),
      headers: {
        accept: 'application/json',
        'accept-encoding': 'identity',
        'user-agent': 'yousu',
        'idempotency-key': request.idempotencyKey,
        ...(body && { 'content-type': 'application/json', 'content-length': String(body.length) }),
      },
    };
    return answerTo(url, options, body);
  }

  /** @throws HttpCallNotSet, HttpHostNotAllowed */
  private allowed(text: string): URL {
    const url = URL.parse(text);
    if (!url || !['http:', 'https:'].includes(url.protocol)) throw new HttpCallNotSet('httpUrl', 'unknownValue');
    if (url.username || url.password) throw new HttpCallNotSet('httpUrl', 'credentials');
    const listed = this.hosts.some((entry) =>
      url.protocol === 'http:' ? entry === `http://${url.host}` : entry === url.host || entry === `https://${url.host}`,
    );
    if (!listed) throw new HttpHostNotAllowed(url.host);
    return url;
  }

  private async addressOf(host: string, signal: AbortSignal): Promise<{ address: string; family: number }> {
    const family = isIP(host);
    const found = family > 0 ? [{ address: host, family }] : await unless(signal, this.parts.resolve(host));
    const [first] = found;
    if (!first) throw new Error(`${host} has no address`);
    if (!found.every(({ address }) => this.parts.isAllowed(address))) throw new HttpAddressNotPublic(host);
    return first;
  }
}

/** A name server that does not answer must not hold the job. */
function unless<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function answerTo(url: URL, options: RequestOptions, body: Buffer | null): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, options, (response) => {
      readAll(response).then((text) => resolve({ status: response.statusCode ?? 0, body: text }), reject);
    });
    request.on('error', reject);
    request.end(body ?? undefined);
  });
}

async function readAll(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    size += (part as Buffer).length;
    if (size > LIMIT_BYTES) {
      response.destroy();
      throw new HttpTooLarge('answer', LIMIT_BYTES);
    }
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}
