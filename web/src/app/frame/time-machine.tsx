import { HistoryOutlined } from '@ant-design/icons';
import { Alert, Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { AdvanceTimeDocument, TimeMachineDocument } from '../../gql/documents.generated.js';
import type { TimeStep } from '../../gql/schema.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { exactTime, shortDateTime } from '../../lib/format-time.js';
import { plainClient } from '../../lib/graphql-client.js';
import { readAgainEverywhere } from '../../lib/live-changes.js';
import { useNow } from '../../lib/server-time.js';
import { usePermission } from '../../lib/session.js';

const STEPS: readonly TimeStep[] = ['HOUR', 'WORKING_DAY', 'NEXT_ALARM'];

/** 时间机器: in demonstrations supervisors let an hour, a working day, or the time to the next alarm go by. */
export function TimeMachine() {
  return usePermission('advanceTime') ? <TimeMachineButton /> : null;
}

function TimeMachineButton() {
  const { t, i18n } = useTranslation();
  const now = useNow(1000);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState<TimeStep | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [{ data }, ask] = useQuery({ query: TimeMachineDocument });
  // Only the server knows whether this is a demonstration.
  if (!data?.timeMachine) return null;
  const { nextAlarmAt } = data.timeMachine;

  function show(next: boolean) {
    setOpen(next);
    setFailure(null);
    if (next) ask({ requestPolicy: 'network-only' });
  }

  async function advance(by: TimeStep) {
    setBusy(by);
    setFailure(null);
    const { error } = await plainClient.mutation(AdvanceTimeDocument, { by }).toPromise();
    setBusy(null);
    if (error) return setFailure(errorSentence(error, t));
    readAgainEverywhere();
    ask({ requestPolicy: 'network-only' });
  }

  const panel = (
    <section className="ys-time-machine" aria-label={t('timeMachine.title')}>
      <h3>{t('timeMachine.title')}</h3>
      <p className="soft small">{t('timeMachine.about')}</p>
      <p>
        {t('timeMachine.now')}{' '}
        <time dateTime={new Date(now).toISOString()} data-testid="application-time">
          {exactTime(now, i18n.language)}
        </time>
      </p>
      {STEPS.map((step) => (
        <Button
          key={step}
          block
          loading={busy === step}
          disabled={(busy !== null && busy !== step) || (step === 'NEXT_ALARM' && !nextAlarmAt)}
          onClick={() => advance(step)}
        >
          {t(`timeMachine.${step}`)}
          {step === 'NEXT_ALARM' && nextAlarmAt ? (
            <span className="soft">{shortDateTime(nextAlarmAt, now, i18n.language)}</span>
          ) : null}
        </Button>
      ))}
      {failure ? <Alert type="error" showIcon title={failure} role="alert" /> : null}
    </section>
  );

  return (
    <Popover content={panel} trigger="click" placement="bottomRight" open={open} onOpenChange={show} arrow={false}>
      <Button
        type="text"
        icon={<HistoryOutlined />}
        aria-label={t('timeMachine.title')}
        title={t('timeMachine.title')}
        aria-expanded={open}
      />
    </Popover>
  );
}
