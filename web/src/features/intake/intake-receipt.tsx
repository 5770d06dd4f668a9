import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isHandling } from '../../lib/case-clock.js';
import { copyText } from '../../lib/copy-text.js';
import { exactDue } from '../../lib/format-time.js';

export type Receipt = {
  number: string;
  checkCode: string;
  title: string;
  dueAt: string | null;
  provisional: boolean;
  governingClock: { kind: string } | null;
};

/** What the call agent reads out: number and check code in letters one can read from a metre away. */
export function IntakeReceipt({ receipt, onNext }: { receipt: Receipt; onNext: () => void }) {
  const { t, i18n } = useTranslation('intake');
  const next = useRef<HTMLButtonElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => next.current?.focus(), []);

  async function copy() {
    const { number, checkCode } = receipt;
    setCopied(await copyText(`${t('receipt.number')}: ${number}\n${t('receipt.checkCode')}: ${checkCode}`));
  }

  return (
    <section className="ys-intake-receipt" aria-live="polite">
      <h1>✓ {t('receipt.title')}</h1>
      <p className="soft one-line">{receipt.title}</p>
      <p>{t('receipt.tell')}</p>
      <dl>
        <dt>{t('receipt.number')}</dt>
        <dd data-testid="case-number">{receipt.number}</dd>
        <dt>{t('receipt.checkCode')}</dt>
        <dd data-testid="check-code">{receipt.checkCode.replace(/^(.{4})/, '$1 ')}</dd>
      </dl>
      {receipt.dueAt && isHandling(receipt.governingClock?.kind ?? '') ? (
        <p>{t('receipt.promised', { at: exactDue(receipt.dueAt, i18n.language) })}</p>
      ) : null}
      <p className="soft">{t('receipt.why')}</p>
      <div className="ys-intake-receipt-acts">
        <Button ref={next} type="primary" size="large" onClick={onNext}>
          {t('receipt.next')} ⏎
        </Button>
        <Button size="large" onClick={copy}>
          {copied ? t('receipt.copied') : t('receipt.copyBoth')}
        </Button>
        <Link to={`/cases/${receipt.number}`}>{t('receipt.view')}</Link>
      </div>
    </section>
  );
}
