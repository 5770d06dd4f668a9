import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IntakeForm } from '../../features/intake/intake-form.js';
import { IntakeReceipt, type Receipt } from '../../features/intake/intake-receipt.js';
import '../../features/intake/intake.css';
import { usePermission } from '../../lib/session.js';
import { PageHeader } from '../../ui/page-header.js';
import { RefusedState } from '../../ui/states.js';

/** Where call agents record what someone tells them. */
export function IntakePage() {
  const { t } = useTranslation('intake');
  const allowed = usePermission('receiveCase');
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const next = useCallback(() => setReceipt(null), []);
  if (!allowed) return <RefusedState text={t('refusedText')} />;
  if (receipt) return <IntakeReceipt receipt={receipt} onNext={next} />;
  return (
    <>
      <PageHeader title={t('title')} />
      <IntakeForm onReceived={setReceipt} />
    </>
  );
}
