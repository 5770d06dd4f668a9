import { useTranslation } from 'react-i18next';

type Hours = { officeClass: string; opens: string; closes: string };

/** When the offices of each class are open; the gap between two stretches is the lunch break. */
export function OfficeHoursPanel({ hours }: { hours: readonly Hours[] }) {
  const { t } = useTranslation('calendar');
  const classes = [...new Set(hours.map(({ officeClass }) => officeClass))];
  return (
    <section aria-labelledby="office-hours">
      <h2 id="office-hours">{t('hours.title')}</h2>
      <dl className="ys-office-hours">
        {classes.map((officeClass) => (
          <div key={officeClass}>
            <dt>{t(`officeClass.${officeClass}`, { defaultValue: officeClass })}</dt>
            <dd>{stretches(hours, officeClass)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** "09:00–12:00 13:00–18:00" */
export const stretches = (hours: readonly Hours[], officeClass: string): string =>
  hours
    .filter((row) => row.officeClass === officeClass)
    .map(({ opens, closes }) => `${opens}–${closes}`)
    .join('　');
