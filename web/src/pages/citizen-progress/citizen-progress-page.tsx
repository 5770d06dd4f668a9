import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { progressError } from '../../features/citizen/citizen-error.js';
import { CitizenFrame } from '../../features/citizen/citizen-frame.js';
import { type CitizenKey, ProgressForm } from '../../features/citizen/progress-form.js';
import { ProgressView } from '../../features/citizen/progress-view.js';
import { useProgressChanges } from '../../features/citizen/use-progress-changes.js';
import { CaseProgressDocument, type ProgressFieldsFragment } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { serverNow } from '../../lib/server-time.js';

const nothing: CitizenKey = { number: '', checkCode: '' };

/** Where anybody follows a request with its number and check code; neither ever stands in the address. */
export function CitizenProgressPage() {
  const { t } = useTranslation('citizen');
  const location = useLocation();
  const navigate = useNavigate();
  // The receipt hands both over in memory; the history entry forgets them at once.
  const [handed] = useState<CitizenKey>(() => ({ ...nothing, ...(location.state as CitizenKey | null) }));
  const [key, setKey] = useState<CitizenKey | null>(null);
  const [progress, setProgress] = useState<ProgressFieldsFragment | null>(null);
  const [readAt, setReadAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  /** Questions are numbered; an answer that comes after the one to a later question is old. */
  const asked = useRef(0);
  const answered = useRef(0);
  const show = useCallback((next: ProgressFieldsFragment, question: number) => {
    if (question < answered.current) return;
    answered.current = question;
    setProgress(next);
    setReadAt(serverNow());
  }, []);
  const lookUp = useCallback(
    async (wanted: CitizenKey) => {
      setBusy(true);
      setFailure(null);
      asked.current += 1;
      const question = asked.current;
      const { data, error } = await plainClient
        .query(CaseProgressDocument, wanted, { requestPolicy: 'network-only' })
        .toPromise();
      setBusy(false);
      if (data) {
        setKey(wanted);
        show(data.caseProgress, question);
      } else {
        setFailure(error ? progressError(error, t) : t('error.internal'));
      }
    },
    [show, t],
  );

  const open = useRef(key);
  open.current = key;
  useProgressChanges(key, async () => {
    if (!key) return;
    asked.current += 1;
    const question = asked.current;
    const { data } = await plainClient.query(CaseProgressDocument, key, { requestPolicy: 'network-only' }).toPromise();
    if (data && open.current === key) show(data.caseProgress, question);
  });
  // A browser that slept heard nothing, nor one whom the server does not tell.
  useEffect(() => {
    const wake = () => document.visibilityState === 'visible' && key && void lookUp(key);
    document.addEventListener('visibilitychange', wake);
    return () => document.removeEventListener('visibilitychange', wake);
  }, [key, lookUp]);

  const started = useRef(false);
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    if (location.state) navigate('/progress', { replace: true, state: null });
    if (handed.number && handed.checkCode) void lookUp(handed);
  }, [handed, location.state, navigate, lookUp]);

  return (
    <CitizenFrame title={t('progress.title')} other="report">
      {progress && key ? (
        <ProgressView
          progress={progress}
          citizenKey={key}
          readAt={readAt}
          busy={busy}
          failure={failure}
          onChanged={(next) => {
            asked.current += 1;
            show(next, asked.current);
          }}
          onRefresh={() => void lookUp(key)}
          onOther={() => {
            setProgress(null);
            setKey(null);
            setFailure(null);
          }}
        />
      ) : (
        <ProgressForm
          key={key ? 'other' : 'first'}
          initial={progress ? nothing : handed}
          busy={busy}
          failure={failure}
          onLookUp={(wanted) => void lookUp(wanted)}
        />
      )}
    </CitizenFrame>
  );
}
