import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboundCallRowFragment } from '../../../gql/documents.generated.js';
import { exactTime, shortDateTime } from '../../../lib/format-time.js';
import { useNow } from '../../../lib/server-time.js';
import { Tag } from '../../../ui/tag.js';
import './calls.css';

const TONES: Readonly<Record<string, 'red' | 'yellow' | 'brand'>> = {
  CALLING: 'brand',
  NO_ANSWER: 'yellow',
  FAILED: 'red',
  EXHAUSTED: 'red',
};
const TRIES = 3;

type Props = { call: OutboundCallRowFragment; head?: ReactNode; acts?: ReactNode };

/** One automatic call: whom it rings, how far it is, when it rings again, and every try. */
export function CallLine({ call, head, acts }: Props) {
  const { t, i18n } = useTranslation('supervision');
  const now = useNow();
  const at = (instant: string) => (
    <time dateTime={instant} title={exactTime(instant, i18n.language)}>
      {shortDateTime(instant, now, i18n.language)}
    </time>
  );
  const tone = TONES[call.state];
  return (
    <li className="ys-call" data-testid={`call-${call.id}`}>
      <div className="ys-call-line">
        {head}
        <Tag {...(tone ? { tone } : {})}>{t(`common:outboundCallState.${call.state}`)}</Tag>
        <span>
          {call.atDesk ? t('calls.atDesk') : call.unit?.shortName} <span className="number">{call.maskedPhone}</span>
        </span>
        <span className="soft">
          {call.attempt === 0 ? t('calls.notYet') : t('calls.attempt', { attempt: call.attempt, of: TRIES })}
        </span>
        {call.nextAttemptAt ? (
          <span>
            <span className="soft">{t('calls.next')} </span>
            {at(call.nextAttemptAt)}
          </span>
        ) : null}
        {call.acknowledgedAt ? (
          <span>
            <span className="soft">{t('calls.acknowledged')} </span>
            {at(call.acknowledgedAt)}
          </span>
        ) : null}
        {acts}
      </div>
      {call.log.length > 0 ? (
        <details>
          <summary>{t('calls.log', { count: call.log.length })}</summary>
          <ol>
            {call.log.map((line) => (
              <li key={`${line.at}-${line.what}`}>
                {at(line.at)} {line.attempt > 0 ? t('calls.try', { attempt: line.attempt }) : null}{' '}
                {t(`calls.what.${line.what}`, { defaultValue: line.what })}
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </li>
  );
}
