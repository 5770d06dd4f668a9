import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CombinedError } from 'urql';
import { readCaseList, writeCaseList } from '../../../../common/src/case-list/case-list-address.js';
import { PrintedLedger } from '../../features/ledger/printed-ledger.js';
import { PRINTED_ROWS, readForPrint } from '../../features/ledger/read-for-print.js';
import { useLedgerChips } from '../../features/ledger/use-ledger-chips.js';
import type { LedgerRowFragment } from '../../gql/documents.generated.js';
import { useAddress } from '../../lib/use-address.js';
import '../../features/ledger/ledger-print.css';
import { exactTime } from '../../lib/format-time.js';
import { serverNow } from '../../lib/server-time.js';
import { useSignedIn } from '../../lib/session.js';
import { LinkButton } from '../../ui/link-button.js';
import { SkeletonBar } from '../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../ui/states.js';

type Answer = { rows: LedgerRowFragment[]; hasMore: boolean; at: number } | { error: CombinedError };

/** The ledger on paper: the first rows in the same order, black on white, with who printed it and when on every sheet. */
export function LedgerPrintPage() {
  const { t, i18n } = useTranslation('ledger');
  const [search] = useAddress();
  const choice = readCaseList(search);
  const wanted = writeCaseList(choice).toString();
  const { user } = useSignedIn();
  const chips = useLedgerChips(choice, () => {});
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads again
  useEffect(() => {
    let stale = false;
    setAnswer(null);
    void readForPrint(readCaseList(new URLSearchParams(wanted))).then(
      (read) => !stale && setAnswer('error' in read ? read : { ...read, at: serverNow() }),
    );
    return () => {
      stale = true;
    };
  }, [wanted, attempt]);
  useEffect(() => {
    document.title = `${t('print.title')} · ${t('common:product.name')}`;
  }, [t]);

  const filters = [
    t(`state.${choice.state}`),
    ...(choice.text ? [t('print.words', { text: choice.text })] : []),
    ...chips.map(({ label }) => label),
    t(`sort.${choice.sort}`),
  ];
  return (
    <main className="ys-print">
      <div className="ys-print-bar">
        <LinkButton to={`/cases${wanted ? `?${wanted}` : ''}`}>{t('print.back')}</LinkButton>
        <Button
          type="primary"
          icon={<PrinterOutlined aria-hidden="true" />}
          disabled={!answer || 'error' in answer || answer.rows.length === 0}
          onClick={() => window.print()}
        >
          {t('print.print')}
        </Button>
      </div>
      <h1>{t('print.title')}</h1>
      {answer === null ? (
        <div role="status" aria-label={t('common:state.loading')}>
          <SkeletonBar width="100%" height={240} />
        </div>
      ) : 'error' in answer ? (
        <BrokenState error={answer.error} onRetry={() => setAttempt(attempt + 1)} />
      ) : answer.rows.length === 0 ? (
        <EmptyState title={t('empty.title')} text={t('empty.text')} />
      ) : (
        <PrintedLedger
          rows={answer.rows}
          at={answer.at}
          filters={filters.join(t('print.join'))}
          scope={
            answer.hasMore ? t('print.first', { count: PRINTED_ROWS }) : t('print.all', { count: answer.rows.length })
          }
          mark={t('print.mark', {
            name: user.name,
            login: user.login,
            at: exactTime(answer.at, i18n.language),
          })}
        />
      )}
    </main>
  );
}
