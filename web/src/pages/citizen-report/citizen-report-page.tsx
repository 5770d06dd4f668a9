import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CitizenFrame } from '../../features/citizen/citizen-frame.js';
import { ReportForm } from '../../features/citizen/report-form.js';
import { ReportReceipt, type ReportReceiptFacts } from '../../features/citizen/report-receipt.js';
import { useAddress } from '../../lib/use-address.js';

/** Where anybody reports a problem without an account. */
export function CitizenReportPage() {
  const { t } = useTranslation('citizen');
  const [, setSearch] = useAddress();
  const [receipt, setReceipt] = useState<ReportReceiptFacts | null>(null);
  return (
    <CitizenFrame title={t('report.title')} other="progress">
      {receipt ? (
        <ReportReceipt
          receipt={receipt}
          onAnother={() => {
            setSearch({}, { replace: true });
            setReceipt(null);
          }}
        />
      ) : (
        <ReportForm onReported={setReceipt} />
      )}
    </CitizenFrame>
  );
}
