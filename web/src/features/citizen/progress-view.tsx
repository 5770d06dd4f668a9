import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgressFieldsFragment } from '../../gql/documents.generated.js';
import { clockTime, exactTime, shortDateTime } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { CitizenAct, type CitizenActKind } from './citizen-act.js';
import type { CitizenKey } from './progress-form.js';
import { PromisedDate } from './promised-date.js';
import { UrgeEffect } from './urge-effect.js';

type Props = {
  progress: ProgressFieldsFragment;
  citizenKey: CitizenKey;
  readAt: number;
  busy: boolean;
  failure: string | null;
  onChanged: (progress: ProgressFieldsFragment) => void;
  onRefresh: () => void;
  onOther: () => void;
};

/** How a request stands, in plain words: what is happening, promised by when, the answer, and every step with its date. */
export function ProgressView({ progress, citizenKey, readAt, busy, failure, onChanged, onRefresh, onOther }: Props) {
  const { t, i18n } = useTranslation('citizen');
  const now = useNow();
  const heading = useRef<HTMLHeadingElement>(null);
  const [act, setAct] = useState<CitizenActKind | null>(null);
  const [done, setDone] = useState<CitizenActKind | null>(null);
  useEffect(() => heading.current?.focus(), []);
  const unit = progress.unitName ?? t('headline.unit');
  const steps = [...progress.steps].reverse();

  return (
    <div className="ys-citizen-form">
      <div className="ys-citizen-head">
        <span>{progress.number}</span>
        <button type="button" className="plain-button ys-citizen-link" onClick={onOther}>
          {t('progress.other')}
        </button>
      </div>
      <section className="ys-citizen-status" aria-live="polite">
        <h1 ref={heading} tabIndex={-1} data-testid="headline">
          {t(`headline.${progress.status}`, { unit })}
        </h1>
        <p>{progress.title}</p>
        <PromisedDate progress={progress} now={now} />
        {progress.interimReplies.length > 0 ? (
          <div data-testid="interim-replies">
            <h2>{t('progress.interimReply')}</h2>
            <ol className="ys-citizen-interim">
              {progress.interimReplies.map((said) => (
                <li key={said.at}>
                  <p className="ys-citizen-note">{said.text}</p>
                  <p className="soft">
                    {said.unitName} ·{' '}
                    <time dateTime={said.at} title={exactTime(said.at, i18n.language)}>
                      {shortDateTime(said.at, now, i18n.language)}
                    </time>
                  </p>
                </li>
              ))}
            </ol>
          </div>
        ) : null}
        {progress.reply ? (
          <div>
            <h2>{t('progress.reply')}</h2>
            <p className="ys-citizen-reply">{progress.reply}</p>
          </div>
        ) : null}
        {progress.closedAt ? <p className="soft">{t('progress.closedNote')}</p> : null}
        {done && !act ? (
          <p className="ys-citizen-done" role="status">
            ✓ {t(`act.${done}Done`, { unit })}
          </p>
        ) : null}
        <UrgeEffect progress={progress} now={now} />
      </section>
      {act ? (
        <CitizenAct
          key={act}
          act={act}
          citizenKey={citizenKey}
          onCancel={() => setAct(null)}
          onDone={(next) => {
            onChanged(next);
            setAct(null);
            setDone(act);
          }}
        />
      ) : (
        <div className="ys-citizen-buttons">
          {progress.canUrge ? (
            <Button type="primary" block onClick={() => setAct('urge')}>
              {t('act.urge')}
            </Button>
          ) : !progress.closedAt && progress.urgeCount > 0 ? (
            <p className="soft">{t('act.urgeWait')}</p>
          ) : null}
          {progress.canSupplement ? (
            <Button block onClick={() => setAct('supplement')}>
              {t('act.supplement')}
            </Button>
          ) : null}
          {progress.canWithdraw ? (
            <Button block type="text" onClick={() => setAct('withdraw')}>
              {t('act.withdraw')}
            </Button>
          ) : null}
        </div>
      )}
      <section>
        <h2>{t('progress.steps')}</h2>
        <ol className="ys-citizen-steps">
          {steps.map((step) => (
            <li key={`${step.kind}-${step.at}`}>
              {t(`stepKind.${step.kind}`, { unit: step.unitName ?? unit, defaultValue: t('stepKind.other') })}
              <time dateTime={step.at} title={exactTime(step.at, i18n.language)}>
                {shortDateTime(step.at, now, i18n.language)}
              </time>
            </li>
          ))}
        </ol>
      </section>
      {failure ? (
        <p role="alert" className="ys-citizen-alert">
          {failure}
        </p>
      ) : null}
      <p className="ys-citizen-head">
        <span>{t('progress.refreshed', { at: clockTime(readAt, i18n.language) })}</span>
        <Button size="small" loading={busy} onClick={onRefresh}>
          {t('progress.refresh')}
        </Button>
      </p>
    </div>
  );
}
