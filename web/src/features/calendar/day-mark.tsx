import { useTranslation } from 'react-i18next';
import type { DayKind } from './year-days.js';

/** A letter in a shape of its own for each kind of day; plain working days and weekends have none. */
export function DayMark({ kind }: { kind: DayKind }) {
  const { t } = useTranslation('calendar');
  if (kind === 'work' || kind === 'weekend') return null;
  return (
    <span className="ys-day-mark" data-kind={kind} aria-hidden="true">
      <span>{t(`mark.${kind}`)}</span>
    </span>
  );
}
