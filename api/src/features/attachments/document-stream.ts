/** A document's own history: it may begin before there is a case. */
export const documentStream = (attachmentId: string): `document:${string}` => `document:${attachmentId}`;

/** @param userId null for a citizen without an account */
export const uploaderActor = (userId: string | null): { kind: 'USER' | 'CITIZEN'; id: string | null } =>
  userId === null ? { kind: 'CITIZEN', id: null } : { kind: 'USER', id: userId };
