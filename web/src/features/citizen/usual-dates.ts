import { useTranslation } from 'react-i18next';
import { dueAt } from '../../../../common/src/working-time/due-at.js';
import { shortDue } from '../../lib/format-time.js';
import { useWorkingCalendar } from '../../lib/remaining.js';

// domain.md §2.4, an ordinary request: checked in 2 working hours, contacted in 1 working day, handled in 5.
const SPANS = ['2wh', '1wd', '5wd'] as const;

/** Until when an ordinary request received at `receivedAt` is checked, contacted and answered; null without a calendar. */
export function useUsualDates(receivedAt: string): string[] | null {
  const { i18n } = useTranslation();
  const calendar = useWorkingCalendar();
  if (!calendar) return null;
  const received = Date.parse(receivedAt);
  try {
    return SPANS.map((span) => shortDue(dueAt(received, span, 'OFFICE', calendar).due, received, i18n.language));
  } catch {
    return null;
  }
}
