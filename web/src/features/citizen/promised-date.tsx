import { useTranslation } from 'react-i18next';
import type { ProgressFieldsFragment } from '../../gql/documents.generated.js';
import { exactDue, exactTime, shortDateTime, shortDue } from '../../lib/format-time.js';

/** Who answers and by when; if the promise stands still or was moved, why, in plain words. */
export function PromisedDate({ progress, now }: { progress: ProgressFieldsFragment; now: number }) {
  const { t, i18n } = useTranslation('citizen');
  const { pause, promisedAt } = progress;
  const at = (instant: string) => (
    <time dateTime={instant} title={exactTime(instant, i18n.language)}>
      {shortDateTime(instant, now, i18n.language)}
    </time>
  );
  const due = (instant: string) => (
    <time dateTime={instant} title={exactDue(instant, i18n.language)}>
      {shortDue(instant, now, i18n.language)}
    </time>
  );
  const late = !pause && promisedAt !== null && Date.parse(promisedAt) <= now;
  return (
    <div className="ys-citizen-promise">
      <dl>
        <dt>{t('progress.unit')}</dt>
        <dd>{progress.unitName ?? t('progress.unitNone')}</dd>
        {pause ? (
          <>
            <dt>{t('progress.promised')}</dt>
            <dd>
              <strong>○ {t('progress.paused')}</strong>
            </dd>
          </>
        ) : promisedAt ? (
          <>
            <dt>{t('progress.promised')}</dt>
            <dd>
              {due(promisedAt)}
              {progress.provisional ? <small>{t('progress.promisedProvisional')}</small> : null}
            </dd>
          </>
        ) : null}
      </dl>
      {pause ? (
        <section className="ys-citizen-note" data-testid="promise-paused">
          <p>{t('progress.pausedText', { reason: t(`pauseReason.${pause.reason}`) })}</p>
          <p>
            {t('progress.pausedSince')}
            {at(pause.since)}
          </p>
          <p>{t('progress.pausedUntil', { text: pause.endsWhen })}</p>
          {pause.until ? (
            <p>
              {t('progress.pausedLatest')}
              {at(pause.until)}
            </p>
          ) : null}
        </section>
      ) : null}
      {progress.extensions.map((extension) => (
        <section key={extension.at} className="ys-citizen-note" data-testid="promise-extended">
          <p>
            {t('progress.extended')}
            <s>{due(extension.oldDueAt)}</s> → <b>{due(extension.newDueAt)}</b>
          </p>
          <p>{t('progress.extendedWhy', { reason: extension.reason })}</p>
        </section>
      ))}
      {late ? <p>{t('progress.promisedLate')}</p> : null}
    </div>
  );
}
