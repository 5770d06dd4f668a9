import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CombinedError } from 'urql';
import { errorSentence } from '../../lib/error-facts.js';
import { usePermission } from '../../lib/session.js';
import { TimeAgo } from '../../ui/time-ago.js';

type ProblemCardProps = {
  title: ReactNode;
  caseNumber: string | null;
  since: string;
  facts: ReactNode;
  /** What the engine or the relay said, word for word. */
  said: string | null;
  /** Trying it again, or settling it; null where nobody has to do anything yet, or `act` does it. */
  retry: (() => Promise<{ done: boolean; error: CombinedError | undefined }>) | null;
  /** Who may, where it is not about trying again. */
  needs?: string;
  words?: { act: string; done: string };
  /** In place of the button. */
  act?: ReactNode;
  onRetried: () => void;
};

/** One thing that did not go by itself: what, of which case, since when, why, and trying it again. */
export function ProblemCard(props: ProblemCardProps) {
  const { title, caseNumber, since, facts, said, retry, needs = 'retryOperations', words, act, onRetried } = props;
  const { t } = useTranslation('operations');
  const { message } = App.useApp();
  const mayRetry = usePermission(needs);
  const mayRead = usePermission('readCases');
  const [busy, setBusy] = useState(false);

  async function again(act: NonNullable<typeof retry>) {
    setBusy(true);
    const { done, error } = await act();
    setBusy(false);
    if (error) message.error(errorSentence(error, t));
    else if (done) message.success(words?.done ?? t('retried'));
    else message.info(t('alreadyGone'));
    onRetried();
  }

  return (
    <li className="ys-problem">
      <div className="ys-problem-head">
        <strong>{title}</strong>
        {caseNumber ? (
          mayRead ? (
            <Link to={`/cases/${caseNumber}`} className="number">
              {caseNumber}
            </Link>
          ) : (
            <span className="number">{caseNumber}</span>
          )
        ) : (
          <span className="soft">{t('noCase')}</span>
        )}
        <span className="soft">
          <TimeAgo at={since} />
        </span>
        {retry && mayRetry ? (
          <Button size="small" loading={busy} onClick={() => again(retry)}>
            {words?.act ?? t('retry')}
          </Button>
        ) : null}
        {act}
      </div>
      <p className="soft">{facts}</p>
      {said ? <pre>{said}</pre> : null}
    </li>
  );
}
