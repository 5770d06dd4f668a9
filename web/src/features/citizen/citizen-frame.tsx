import { ConfigProvider } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { choose } from '../../lib/preferences.js';
import { startServerTime } from '../../lib/server-time.js';
import './citizen.css';
import { useSessionAtDesk } from './use-session-at-desk.js';

// People come here once, worried, on a telephone: larger type and taller controls than for staff.
const LARGE = { token: { fontSize: 17, controlHeight: 48, controlHeightSM: 36, borderRadius: 6 } };

type Props = {
  title: string;
  /** The other page of the two that citizens have. */
  other: 'report' | 'progress';
  children: ReactNode;
};

/** The frame of the pages without account: product name, language, the way to the other page, one column. */
export function CitizenFrame({ title, other, children }: Props) {
  const { t, i18n } = useTranslation('citizen');
  useSessionAtDesk();
  useEffect(startServerTime, []);
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
  }, [title, t]);
  return (
    <ConfigProvider theme={LARGE}>
      <div className="ys-citizen">
        <a className="ys-citizen-skip" href="#citizen-main">
          {t('skip')}
        </a>
        <header>
          <Link to="/report" className="ys-citizen-product">
            <b>{t('product')}</b>
            <span>{t('city')}</span>
          </Link>
          <nav>
            <Link to={other === 'progress' ? '/progress' : '/report'}>
              {t(other === 'progress' ? 'progressLink' : 'reportLink')}
            </Link>
            <button
              type="button"
              className="plain-button"
              lang={i18n.language === 'zh' ? 'en' : 'zh-CN'}
              aria-label={t('languageLabel')}
              onClick={() => choose({ language: i18n.language === 'zh' ? 'en' : 'zh' })}
            >
              {t('language')}
            </button>
          </nav>
        </header>
        <main id="citizen-main" tabIndex={-1}>
          {children}
        </main>
        <footer>
          <p>{t('hotline')}</p>
          <p>{t('privacy')}</p>
        </footer>
      </div>
    </ConfigProvider>
  );
}
