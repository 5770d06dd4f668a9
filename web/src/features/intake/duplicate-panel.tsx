import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { DuplicateCandidatesDocument } from '../../gql/documents.generated.js';
import { readPhoneNumber } from '../../lib/phone-number.js';
import { CaseLight } from '../../ui/case-light.js';
import { TimeAgo } from '../../ui/time-ago.js';
import type { IntakeDraft } from './intake-draft.js';

const WAIT_MS = 600;
const ENOUGH = 6;

type Props = {
  draft: IntakeDraft;
  onMerge: (original: { id: string; number: string } | null) => void;
};

/** Cases that may be about the same thing, looked up while the call agent types. */
export function DuplicatePanel({ draft, onMerge }: Props) {
  const { t } = useTranslation(['intake', 'cases']);
  const wanted = JSON.stringify({
    text: draft.text.trim().slice(0, 2000),
    phone: draft.requesterKind === 'ANONYMOUS' ? null : readPhoneNumber(draft.phone),
    categoryCode: draft.categoryCode,
    areaCode: draft.areaCode,
  });
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), WAIT_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const enough = draft.text.trim().length >= ENOUGH;
  const [{ data, fetching, error }] = useQuery({
    query: DuplicateCandidatesDocument,
    variables: JSON.parse(asked) as { text: string },
    pause: !enough || (JSON.parse(asked) as { text: string }).text.length < ENOUGH,
    requestPolicy: 'network-only',
  });
  const candidates = enough ? (data?.duplicateCandidates ?? []) : [];

  if (draft.duplicateOf) {
    return (
      <section className="ys-intake-panel ys-intake-merged" aria-live="polite">
        <h3>{t('duplicates.merged', { number: draft.duplicateOf.number })}</h3>
        <p>{t('duplicates.mergedNote')}</p>
        <Button size="small" onClick={() => onMerge(null)}>
          {t('duplicates.undo')}
        </Button>
      </section>
    );
  }
  return (
    <section className="ys-intake-panel" aria-busy={fetching}>
      <h3>
        {t('duplicates.title')}
        {candidates.length > 0 ? <span className="number"> {candidates.length}</span> : null}
      </h3>
      <div aria-live="polite">
        {!enough ? <p className="soft">{t('duplicates.waiting')}</p> : null}
        {enough && error ? <p className="soft">{t('duplicates.failed')}</p> : null}
        {enough && !error && candidates.length === 0 ? (
          <p className="soft">{fetching || !data ? t('duplicates.searching') : t('duplicates.none')}</p>
        ) : null}
      </div>
      <ul className="ys-intake-candidates">
        {candidates.map(({ case: found, reason, score }) => (
          <li key={found.id}>
            <p className="ys-intake-candidate-title">{found.title}</p>
            <p className="soft small">
              <CaseLight of={found} limit={found.governingClockKind} />{' '}
              {t(`common:related.${reason}`, { defaultValue: t('cases:relatedOther') })} ·{' '}
              {t('duplicates.score', { percent: Math.round(score * 100) })} · {t(`common:status.${found.status}`)}
              {found.leadUnit ? ` · ${found.leadUnit.shortName}` : ''} · <TimeAgo at={found.receivedAt} />
            </p>
            <div className="ys-intake-candidate-acts">
              <Button size="small" onClick={() => onMerge({ id: found.id, number: found.number })}>
                {t('duplicates.merge')}
              </Button>
              <a href={`/cases/${found.number}`} target="_blank" rel="noreferrer" title={t('duplicates.open')}>
                {found.number} ↗
              </a>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
