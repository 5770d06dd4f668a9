import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { PasswordForm } from '../features/account/password-form.js';
import { LogoutDocument, type ViewerFieldsFragment } from '../gql/documents.generated.js';
import { plainClient } from '../lib/graphql-client.js';
import { choose, usePreferences } from '../lib/preferences.js';
import { setViewer } from '../lib/session.js';
import '../features/account/account.css';

/** The one page a temporary password opens: choosing one's own. */
export function OwnPasswordPage({ viewer }: { viewer: ViewerFieldsFragment }) {
  const { t } = useTranslation('account');
  const { language } = usePreferences();
  useEffect(() => {
    document.title = `${t('own.title')} · ${t('common:product.name')}`;
  }, [t]);

  async function signOut() {
    await plainClient.mutation(LogoutDocument, {}).toPromise();
    setViewer(null, true);
    window.location.replace('/sign-in');
  }

  return (
    <main className="ys-own-password">
      <h1>{t('own.title')}</h1>
      <p>{t('own.text', { name: viewer.user.name, login: viewer.user.login })}</p>
      <PasswordForm onChanged={(changed) => setViewer(changed, true)} />
      <div>
        <Button type="text" onClick={signOut}>
          {t('common:action.signOut')}
        </Button>
        <Button
          type="text"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => choose({ language: language === 'zh' ? 'en' : 'zh' })}
        >
          {language === 'zh' ? 'English' : '中文'}
        </Button>
      </div>
    </main>
  );
}
