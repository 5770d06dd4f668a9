import { useTranslation } from 'react-i18next';
import { shortDateTime, shortDue } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { spanWords } from '../../lib/span-words.js';
import { CaseRemainingTime } from '../../ui/remaining-time.js';
import type { ViewedTask } from './task-header.js';

const KINDS = ['approveExtensionUnit', 'approveExtension', 'approveFurtherExtension'];

/** Whether a task of this kind decides on an extension. */
export const asksForExtension = (kind: string): boolean => KINDS.includes(kind);

/** What is to be decided: how much longer, why, who asks, and when it is due now. */
export function ExtensionAsked({ of }: { of: ViewedTask['case'] }) {
  const { t, i18n } = useTranslation('tasks');
  const now = useNow();
  const asked = of.extensions.find(({ state }) => state === 'PENDING');
  if (!asked) return <p className="soft">{t('extension.gone')}</p>;
  const at = (instant: string) => shortDateTime(instant, now, i18n.language);
  return (
    <section className="ys-contact" aria-labelledby="task-extension">
      <h3 id="task-extension">{t('extension.title')}</h3>
      <dl className="ys-facts">
        <dt>{t('extension.span')}</dt>
        <dd>
          <b>{spanWords(asked.span, t)}</b>
          {asked.extensionNo > 1 ? (
            <span className="soft"> {t('extension.further', { count: asked.extensionNo })}</span>
          ) : null}
        </dd>
        <dt>{t('extension.dueNow')}</dt>
        <dd>
          {of.dueAt ? shortDue(of.dueAt, now, i18n.language) : null} <CaseRemainingTime of={of} />
        </dd>
        <dt>{t('extension.reason')}</dt>
        <dd style={{ whiteSpace: 'pre-wrap' }}>{asked.reason}</dd>
        <dt>{t('extension.asked')}</dt>
        <dd>
          {t('extension.askedBy', {
            by: asked.requestedBy?.name ?? t('common:word.unknown'),
            at: at(asked.requestedAt),
          })}
        </dd>
        {asked.unitDecidedBy ? (
          <>
            <dt>{t('extension.unit')}</dt>
            <dd>{t('extension.unitBy', { by: asked.unitDecidedBy.name })}</dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}
