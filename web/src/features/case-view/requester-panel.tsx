import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRequestFragment, ViewRequesterMutation } from '../../gql/documents.generated.js';
import { ActDialog } from './act-dialog.js';

type Props = {
  caseId: string;
  number: string;
  requester: CaseRequestFragment['requester'];
  mayView: boolean;
};

/** Who asked, masked; the identity is shown for a written reason, once, and forgotten with the page. */
export function RequesterPanel({ caseId, number, requester, mayView }: Props) {
  const { t } = useTranslation('cases');
  const [asking, setAsking] = useState(false);
  const [seen, setSeen] = useState<ViewRequesterMutation['viewRequester'] | null>(null);
  const shown = seen ?? requester;
  if (requester.kind === 'ANONYMOUS') return <p className="soft">{t('view.requesterAnonymous')}</p>;
  return (
    <div className="ys-case-requester">
      <dl className="ys-facts">
        <dt>{t(`common:requesterKind.${requester.kind}`)}</dt>
        <dd>{shown.name || t('view.unknown')}</dd>
        <dt>☎</dt>
        <dd className="number">
          {seen?.phone ? <a href={`tel:${seen.phone}`}>{seen.phone}</a> : (shown.phone ?? t('view.unknown'))}
        </dd>
      </dl>
      {seen || requester.masked ? <p className="soft small">{t(seen ? 'view.shownOnce' : 'view.maskedHint')}</p> : null}
      {mayView && requester.masked && !seen ? (
        <Button size="small" onClick={() => setAsking(true)}>
          {t('view.viewRequester')}
        </Button>
      ) : null}
      {asking ? (
        <ActDialog
          act="viewRequester"
          caseId={caseId}
          number={number}
          onClose={() => setAsking(false)}
          onSeen={setSeen}
        />
      ) : null}
    </div>
  );
}
