import { App, Button, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CalendarChangeFieldsFragment,
  ConfirmCalendarChangeDocument,
  DropCalendarChangeDocument,
} from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { TimeAgo } from '../../ui/time-ago.js';
import { ChangeDetails } from './change-details.js';
import { changeTitle } from './change-title.js';
import { MovesTable } from './moves-table.js';
import { refusalSentence } from './refusal.js';

type Props = { change: CalendarChangeFieldsFragment; onDecided: () => void };

/** The change under way: what it would do and the decision, then how far it has got. */
export function ChangePanel({ change, onDecided }: Props) {
  const { t } = useTranslation('calendar');
  return (
    <section className="ys-calendar-change" aria-labelledby="calendar-change">
      <h2 id="calendar-change">{changeTitle(change, t)}</h2>
      {change.state === 'PREVIEW' ? <Preview change={change} onDecided={onDecided} /> : <Applying change={change} />}
    </section>
  );
}

function Preview({ change, onDecided }: Props) {
  const { t } = useTranslation('calendar');
  const { message } = App.useApp();
  const [busy, setBusy] = useState<'confirm' | 'drop' | null>(null);

  async function decide(act: 'confirm' | 'drop') {
    setBusy(act);
    const document = act === 'confirm' ? ConfirmCalendarChangeDocument : DropCalendarChangeDocument;
    const { error } = await plainClient.mutation(document, { id: change.id }).toPromise();
    setBusy(null);
    if (error) message.error(refusalSentence(error, t));
    else if (act === 'drop') message.info(t('change.dropped'));
    onDecided();
  }

  return (
    <>
      <p className="soft">
        {t('change.previewBy', { name: change.previewedBy })} <TimeAgo at={change.previewedAt} />
        {change.papers.length > 0 ? ` · ${change.papers.join(t('common:word.listJoin'))}` : ''}
      </p>
      <dl className="ys-calendar-counts">
        <div>
          <dt>{t('change.open')}</dt>
          <dd>{change.openDeadlines}</dd>
        </div>
        <div>
          <dt>{t('change.moving')}</dt>
          <dd>{change.moving}</dd>
        </div>
        <div>
          <dt>{t('change.certain')}</dt>
          <dd>{change.becomingCertain}</dd>
        </div>
      </dl>
      <ChangeDetails change={change} />
      <h3>{t('moves.title')}</h3>
      <MovesTable changeId={change.id} />
      <p>{t('change.consequences')}</p>
      <div className="ys-calendar-acts">
        <Button
          type="primary"
          loading={busy === 'confirm'}
          disabled={busy === 'drop'}
          onClick={() => decide('confirm')}
        >
          {t('change.confirm')}
        </Button>
        <Button loading={busy === 'drop'} disabled={busy === 'confirm'} onClick={() => decide('drop')}>
          {t('change.drop')}
        </Button>
      </div>
    </>
  );
}

function Applying({ change }: { change: CalendarChangeFieldsFragment }) {
  const { t } = useTranslation('calendar');
  const expected = Math.max(change.moving, change.becomingCertain);
  // The last look over all of them is not done yet.
  const percent = expected === 0 ? 99 : Math.min(99, Math.floor((100 * change.moved) / expected));
  return (
    <div role="status">
      <p>{t('change.applying', { count: change.moved })}</p>
      <Progress percent={percent} status="active" strokeColor="var(--ys-brand)" aria-label={t('change.progress')} />
      <p className="soft">{t('change.applyingText')}</p>
    </div>
  );
}
