/** Facts of a notice as an object, whatever came. */
export function noticeFacts(details: unknown): Record<string, unknown> {
  return details && typeof details === 'object' ? (details as Record<string, unknown>) : {};
}

/** Where a notice leads: its task, its case, the calendar, a release, a migration, a model; null: nowhere. */
export function noticePath(notice: { kind: string; caseNumber?: string | null; details: unknown }): string | null {
  const { taskId, releaseId, migrationId, draftId, modelKind, modelId } = noticeFacts(notice.details);
  if (typeof taskId === 'string') return `/tasks/${taskId}`;
  if (notice.caseNumber) return `/cases/${encodeURIComponent(notice.caseNumber)}`;
  if (typeof releaseId === 'string') return `/releases/${releaseId}`;
  if (typeof migrationId === 'string') return `/migrations/${migrationId}`;
  if (typeof draftId === 'string') return `/studio/${draftId}`;
  if (typeof modelKind === 'string') return `/models/${modelKind}/${encodeURIComponent(String(modelId))}`;
  return notice.kind.startsWith('calendar.') ? '/calendar' : null;
}
