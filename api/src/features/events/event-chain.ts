import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';

/** What the hash of an event covers; the same fields are checked offline. */
export interface ChainedFacts {
  stream: string;
  seq: number;
  id: string;
  type: string;
  actorId: string | null;
  actorKind: string;
  onBehalfOf: string | null;
  caseId: string | null;
  taskId: string | null;
  body: Record<string, unknown>;
  eventAt: string;
  recordedAt: string;
}

/** hash = SHA-256(previous hash ‖ canonical JSON of the facts, UTF-8); before the first event stand 32 zero bytes. */
export function chain(previousHash: Uint8Array, facts: ChainedFacts): { canonical: string; hash: Buffer } {
  const canonical = canonicalJson(facts);
  return { canonical, hash: createHash('sha256').update(previousHash).update(canonical, 'utf8').digest() };
}

/** Stands in the chain for a personal value that may be erased later: hex of SHA-256(salt ‖ value). */
export function commitment(salt: Uint8Array, value: string): string {
  return createHash('sha256').update(salt).update(value, 'utf8').digest('hex');
}
