/** Facts of a notice as an object, whatever came. */
export function noticeFacts(details: unknown): Record<string, unknown> {
  return details && typeof details === 'object' ? (details as Record<string, unknown>) : {};
}

/** Where a notice leads: its task, its case, the calendar; null: nowhere. */
export function noticePath(notice: { kind: string; caseNumber?: string | null; details: unknown }): string | null {
  const { taskId } = noticeFacts(notice.details);
  if (typeof taskId === 'string') return `/tasks/${taskId}`;
  if (notice.caseNumber) return `/cases/${encodeURIComponent(notice.caseNumber)}`;
  return notice.kind.startsWith('calendar.') ? '/calendar' : null;
}
