import type { Correction, ElementMapping } from '../../../../common/src/instance-placement/element-mapping.js';
import type { Placement, PlacementReason } from '../../../../common/src/instance-placement/placement.js';
import { InvalidInput } from '../../errors/app-error.js';

export type MigrationState = 'PLANNED' | 'APPROVED' | 'RUNNING' | 'PAUSED' | 'DONE' | 'REJECTED' | 'WITHDRAWN';
export type InstanceState = 'WAITING' | 'SENT' | 'MOVED' | 'ENDED' | 'FAILED' | 'IMPOSSIBLE';
export type MoveWay = Placement['way'];

/** Where it stands and where it will; nowhere: null. */
export interface Place {
  from: string;
  to: string | null;
}

/** An instance with the way it goes, as it is shown before anything is done. */
export interface PlacedInstance {
  instanceKey: string;
  caseId: string | null;
  sourceVersion: number;
  sourceKey: string;
  way: MoveWay;
  reasons: readonly PlacementReason[];
  places: readonly Place[];
}

export interface MigrationRecord {
  id: string;
  number: string;
  engineId: number;
  processId: string;
  targetVersion: number;
  targetKey: string;
  corrections: Correction[];
  note: string;
  batchSize: number;
  state: MigrationState;
  plannedById: string;
  revision: number;
}

/** The events of a migration, on the stream of its process. */
export type MigrationEventType =
  | 'model.migrationPlanned'
  | 'model.migrationReplanned'
  | 'model.migrationApproved'
  | 'model.migrationRejected'
  | 'model.migrationWithdrawn'
  | 'model.migrationPaused'
  | 'model.migrationResumed'
  | 'model.migrationRetried'
  | 'model.migrationDone';

export function migrationEvent(
  type: MigrationEventType,
  migration: Pick<MigrationRecord, 'id' | 'number' | 'processId' | 'targetVersion'>,
  by: { id: string } | null,
  at: Date,
  facts: { body?: Record<string, unknown>; personal?: Record<string, string> } = {},
) {
  return {
    type,
    caseId: null,
    stream: `model:PROCESS:${migration.processId}` as const,
    actor: by ? { kind: 'USER' as const, id: by.id } : { kind: 'SYSTEM' as const },
    at,
    body: {
      kind: 'PROCESS',
      id: migration.processId,
      migrationId: migration.id,
      migration: migration.number,
      targetVersion: migration.targetVersion,
      ...facts.body,
    },
    ...(facts.personal && { personal: facts.personal }),
  };
}

/** The steps it stands at with their places in the target, those without one included. */
export function placesOf(
  standing: readonly string[],
  at: readonly ElementMapping[],
  scopes: ReadonlySet<string>,
): Place[] {
  const to = new Map(at.map((pair) => [pair.from, pair.to]));
  return [...new Set(standing)].filter((from) => !scopes.has(from)).map((from) => ({ from, to: to.get(from) ?? null }));
}

const LARGEST_BATCH = 500;
const LONGEST_NOTE = 2_000;
const MOST_CORRECTIONS = 1_000;

/** @throws InvalidInput */
export function checkedBatchSize(size: number | null | undefined): number {
  const batch = size ?? 20;
  if (!Number.isInteger(batch) || batch < 1 || batch > LARGEST_BATCH)
    throw new InvalidInput(`A batch holds 1 to ${LARGEST_BATCH} cases.`, { batchSize: 'outOfRange' });
  return batch;
}

/** @param required whoever says no says why @throws InvalidInput */
export function checkedNote(note: string | null | undefined, required = false): string {
  const written = (note ?? '').trim().replaceAll('\u0000', '');
  if (required && written === '') throw new InvalidInput('Say why.', { note: 'required' });
  if (written.length > LONGEST_NOTE) throw new InvalidInput('The note is too long.', { note: 'tooLong' });
  return written;
}

/** The last word on an element counts. @throws InvalidInput */
export function checkedCorrections(corrections: readonly { from: string; to?: string | null }[]): Correction[] {
  if (corrections.length > MOST_CORRECTIONS)
    throw new InvalidInput('Too many elements are corrected at once.', { corrections: 'tooMany' });
  const last = new Map(corrections.map(({ from, to }) => [from, to ?? null]));
  return [...last].map(([from, to]) => ({ from, to }));
}
