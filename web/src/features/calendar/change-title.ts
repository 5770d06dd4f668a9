import type { TFunction } from 'i18next';
import type { CalendarChangeFieldsFragment } from '../../gql/documents.generated.js';

/** "2027 年放假安排", "本市停办：2026-09-16 至 2026-09-17 台风停工". Needs the `calendar` texts. */
export function changeTitle({ kind, year, days }: CalendarChangeFieldsFragment, t: TFunction): string {
  if (kind !== 'CITY_DAYS') return t(`calendar:change.title.${kind}`, { year });
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return t('calendar:change.title.CITY_SAME', { year });
  const act = first.after?.kind ?? 'BACK';
  const dates = first.date === last.date ? first.date : t('calendar:change.dates', { from: first.date, to: last.date });
  return t(`calendar:change.title.CITY_${act}`, { dates, name: first.after?.name ?? first.before?.name ?? '' });
}
