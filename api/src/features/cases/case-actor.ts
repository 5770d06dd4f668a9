import type { Viewer } from '../../access/viewer.js';

/** Who acts on a case: a signed-in person, or a citizen who knows number and check code. */
export type CaseActor = { kind: 'USER'; viewer: Viewer } | { kind: 'CITIZEN' };

export const eventActor = (actor: CaseActor): { kind: 'USER' | 'CITIZEN'; id: string | null } =>
  actor.kind === 'USER' ? { kind: 'USER', id: actor.viewer.id } : { kind: 'CITIZEN', id: null };

export const userIdOf = (actor: CaseActor): string | null => (actor.kind === 'USER' ? actor.viewer.id : null);
