import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitFor } from './wait-for.js';

/** One exported record, as far as tests look at it (engine.md section 1 shows every shape). */
export interface EngineRecord {
  partitionId: number;
  position: number;
  /** Safe as a number on one partition (below 2^53). */
  key: number;
  timestamp: number;
  valueType: string;
  intent: string;
  sourceRecordPosition: number;
  value: Record<string, unknown> & { elementId?: string; processInstanceKey?: number; bpmnProcessId?: string };
}

/** Plays the record intake: takes what the engine exports and keeps it, each record once, in order of arrival. */
export interface RecordSink {
  port: number;
  user: string;
  password: string;
  records: EngineRecord[];
  /** The records' JSON text as it came, same order: what the application's intake stores. */
  lines: string[];
  /** Waits for the first record (already here or still to come) the predicate accepts. */
  waitFor(predicate: (record: EngineRecord) => boolean, what: string, timeoutMs?: number): Promise<EngineRecord>;
  /** Answers 500 until called with false: the engine keeps its records and sends them again. */
  refuse(refusing: boolean): void;
  stop(): Promise<void>;
}

export async function startRecordSink(): Promise<RecordSink> {
  const records: EngineRecord[] = [];
  const lines: string[] = [];
  const seen = new Set<string>();
  const [user, password] = ['engine', 'test-intake-password'];
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  let refusing = false;

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.headers.authorization !== expected) return answer(response, 401, { error: 'unauthorised' });
      if (refusing) return answer(response, 500, { error: 'refusing' });
      if (!request.url?.startsWith('/_bulk')) return answer(response, 200, { acknowledged: true });
      const text = Buffer.concat(chunks).toString('utf8').trim().split('\n');
      const items: unknown[] = [];
      for (let i = 0; i + 1 < text.length; i += 2) {
        keep(text[i + 1]!);
        items.push({ index: { _id: JSON.parse(text[i]!).index._id, status: 201 } });
      }
      answer(response, 200, { took: 1, errors: false, items });
    });
  });

  function keep(line: string): void {
    const record = JSON.parse(line) as EngineRecord;
    const identity = `${record.partitionId}-${record.position}`;
    if (seen.has(identity)) return;
    seen.add(identity);
    records.push(record);
    lines.push(line);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    user,
    password,
    records,
    lines,
    waitFor: (predicate, what, timeoutMs = 20_000) => waitFor(() => records.find(predicate), what, timeoutMs),
    refuse: (value) => {
      refusing = value;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'X-Elastic-Product': 'Elasticsearch' });
  response.end(JSON.stringify(body));
}
