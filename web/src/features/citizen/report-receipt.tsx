import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { copyText } from '../../lib/copy-text.js';
import { useUsualDates } from './usual-dates.js';

export type ReportReceiptFacts = {
  number: string;
  checkCode: string;
  receivedAt: string;
  anonymous: boolean;
};

/** The only time the check code is shown: number, code, and what happens until when. */
export function ReportReceipt({ receipt, onAnother }: { receipt: ReportReceiptFacts; onAnother: () => void }) {
  const { t } = useTranslation('citizen');
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const [copied, setCopied] = useState(false);
  const dates = useUsualDates(receipt.receivedAt);
  const contact = receipt.anonymous ? 'nextContactAnonymous' : 'nextContact';
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus();
  }, []);

  async function copy() {
    const { number, checkCode } = receipt;
    setCopied(await copyText(`${t('receipt.number')}: ${number}\n${t('receipt.checkCode')}: ${checkCode}`));
  }

  return (
    <section className="ys-citizen-form">
      <h1 ref={heading} tabIndex={-1} className="ys-citizen-received">
        ✓ {t('receipt.title')}
      </h1>
      <div className="ys-citizen-receipt">
        <p>{t('receipt.save')}</p>
        <dl>
          <dt>{t('receipt.number')}</dt>
          <dd data-testid="case-number">{receipt.number}</dd>
          <dt>{t('receipt.checkCode')}</dt>
          <dd data-testid="check-code" className="ys-citizen-code">
            {receipt.checkCode.replace(/^(.{4})/, '$1 ')}
          </dd>
        </dl>
        <Button block onClick={copy}>
          {copied ? `✓ ${t('receipt.copied')}` : t('receipt.copy')}
        </Button>
      </div>
      <h2>{t('receipt.next')}</h2>
      <ol className="ys-citizen-next">
        {(['nextAccept', contact, 'nextReply'] as const).map((key, index) => {
          const at = dates?.[index];
          return <li key={key}>{at ? t(`receipt.${key}`, { at }) : t(`receipt.${key}Plain`)}</li>;
        })}
      </ol>
      <p className="soft">{t('receipt.nextDates')}</p>
      <div className="ys-citizen-buttons">
        <Button
          type="primary"
          block
          onClick={() => navigate('/progress', { state: { number: receipt.number, checkCode: receipt.checkCode } })}
        >
          {t('receipt.toProgress')}
        </Button>
        <Button block onClick={onAnother}>
          {t('receipt.another')}
        </Button>
      </div>
    </section>
  );
}
