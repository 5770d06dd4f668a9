import type { ZeebeGrpcClient } from '@camunda8/sdk/dist/zeebe/index.js';

/** What a gRPC call fails with: `code` is the status, `details` the server's sentence. */
export interface GrpcFailure extends Error {
  code: number;
  details: string;
}

/** A server stream of the gateway; `error` or `end` mean that it is dead, and nothing revives it. */
export interface ServerStream<T> {
  on(event: 'data', listener: (message: T) => void): void;
  on(event: 'error', listener: (failure: GrpcFailure) => void): void;
  on(event: 'end', listener: () => void): void;
  cancel(): void;
}

interface Stub {
  [method: string]: (...args: unknown[]) => unknown;
}

interface Connection {
  client: Stub;
  getAuthToken(): Promise<unknown>;
}

/** Numbers, whatever the library's types say: the channel computes with them. */
const RECONNECT = { GRPC_INITIAL_RECONNECT_BACKOFF_MS: 250, GRPC_MAX_RECONNECT_BACKOFF_MS: 2_000 } as object;

/**
 * The one door to the Zeebe client library. It makes the channel, the credentials and the protocol definition; calls go to its generated stub,
 * because the library's own methods know no deadline, report the end of a stream to the console only, parse variables in a way that fails a job
 * holding an integer beyond 2^53, and print that job's variables when they do.
 */
export class ZeebeConnection {
  private readonly library: Promise<ZeebeGrpcClient>;
  private readonly connection: Promise<Connection>;

  /** @param address host:port of the gateway */
  constructor(address: string) {
    this.library = open(address);
    this.connection = this.library.then((library) => (library as unknown as { grpc: Promise<Connection> }).grpc);
    // Whoever calls hears of it; nobody may have called yet.
    this.connection.catch(() => {});
  }

  /** One call, sent once. @throws GrpcFailure, code 4 when no answer came within `deadlineMs`. */
  async call<T>(method: string, request: object, deadlineMs: number): Promise<T> {
    const connection = await this.connection;
    const metadata = await connection.getAuthToken();
    return new Promise<T>((resolve, reject) => {
      connection.client[method]!(
        request,
        metadata,
        { deadline: Date.now() + deadlineMs },
        (failure: GrpcFailure | null, answer: T) => (failure ? reject(failure) : resolve(answer)),
      );
    });
  }

  /** A stream that stays open until it is cancelled or dies. */
  async stream<T>(method: string, request: object, deadlineMs?: number): Promise<ServerStream<T>> {
    const connection = await this.connection;
    const metadata = await connection.getAuthToken();
    const options = deadlineMs === undefined ? {} : { deadline: Date.now() + deadlineMs };
    return connection.client[method]!(request, metadata, options) as ServerStream<T>;
  }

  async close(): Promise<void> {
    await (await this.library).close();
  }
}

/** Loaded with the first connection: its modules are most of a second of a processor, which tools and tests without an engine save. */
async function open(address: string): Promise<ZeebeGrpcClient> {
  const { ZeebeGrpcClient } = await import('@camunda8/sdk/dist/zeebe/index.js');
  return new ZeebeGrpcClient({
    config: {
      ZEEBE_GRPC_ADDRESS: `grpc://${address}`,
      // The library reads the environment too and complains of two addresses.
      ZEEBE_ADDRESS: '',
      CAMUNDA_AUTH_STRATEGY: 'NONE',
      CAMUNDA_LOG_LEVEL: 'none',
      CAMUNDA_SUPPORT_LOG_ENABLED: false,
      zeebeGrpcSettings: {
        ZEEBE_CLIENT_LOG_LEVEL: 'NONE',
        // Its default repeats commands for ever, creations included.
        ZEEBE_GRPC_CLIENT_RETRY: false,
        // The gateway closes connections that ping more often than every 30 s.
        GRPC_KEEPALIVE_TIME_MS: 45_000,
        GRPC_KEEPALIVE_TIMEOUT_MS: 10_000,
        ...RECONNECT,
      },
    },
  });
}
