import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import './ui.css';

/** A case number that leads to its case and can be copied. */
export function CaseNumber({ number, link = true }: { number: string; link?: boolean }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(number);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  }
  return (
    <span className="ys-case-number">
      {link ? <Link to={`/cases/${encodeURIComponent(number)}`}>{number}</Link> : <span>{number}</span>}
      <button type="button" onClick={copy} aria-label={t('action.copyNumber')} title={t('action.copyNumber')}>
        {copied ? <CheckOutlined /> : <CopyOutlined />}
      </button>
      <span className="visually-hidden" aria-live="polite">
        {copied ? t('state.copied') : ''}
      </span>
    </span>
  );
}
