import { Alert, Button, Form, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useQuery } from 'urql';
import { LoginDocument, SignInDocument } from '../../gql/documents.generated.js';
import { errorFacts, errorSentence } from '../../lib/error-facts.js';
import { plainClient } from '../../lib/graphql-client.js';
import { adoptPreferences, choose, usePreferences } from '../../lib/preferences.js';
import { returnPath } from '../../lib/return-path.js';
import { setViewer } from '../../lib/session.js';
import { DemoAccounts } from './demo-accounts.js';
import './sign-in-page.css';

type Credentials = { login: string; password: string };

export function SignInPage() {
  const { t } = useTranslation('sign-in');
  const { language } = usePreferences();
  const { search } = useLocation();
  const [{ data }] = useQuery({ query: SignInDocument });
  const [form] = Form.useForm<Credentials>();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const first = useRef<InputRef>(null);

  useEffect(() => {
    document.title = `${t('title')} · ${t('common:product.name')}`;
    first.current?.focus();
  }, [t]);

  async function signIn(credentials: Credentials) {
    setBusy(true);
    setProblem('');
    const answer = await plainClient.mutation(LoginDocument, credentials).toPromise();
    if (answer.data) {
      adoptPreferences(answer.data.login.preferences);
      setViewer(answer.data.login, true);
      // A fresh start: nothing that was read for whoever sat here before is left in memory.
      window.location.replace(returnPath(search));
      return;
    }
    setBusy(false);
    if (answer.error) {
      const { code } = errorFacts(answer.error);
      setProblem(code === 'UNAUTHENTICATED' || code === 'FORBIDDEN' ? t('wrong') : errorSentence(answer.error, t));
    }
    form.setFieldValue('password', '');
    form.getFieldInstance('password')?.focus();
  }

  function signInAs(login: string) {
    const credentials = { login, password: data?.demoPassword ?? '' };
    form.setFieldsValue(credentials);
    void signIn(credentials);
  }

  return (
    <main className="ys-sign-in">
      <div className="ys-sign-in-top">
        <Button
          type="text"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => choose({ language: language === 'zh' ? 'en' : 'zh' })}
        >
          {language === 'zh' ? 'English' : '中文'}
        </Button>
      </div>
      <div className="ys-sign-in-body">
        <section className="ys-sign-in-form">
          <div className="ys-sign-in-brand">
            <img src="/icon.svg" alt="" width={40} height={40} />
            <div>
              <h1>{t('common:product.name')}</h1>
              <p className="soft">{t('common:product.tagline')}</p>
            </div>
          </div>
          {new URLSearchParams(search).has('ended') ? (
            <Alert type="info" title={t('ended')} style={{ marginBottom: 16 }} />
          ) : null}
          {problem ? <Alert type="error" showIcon title={problem} role="alert" style={{ marginBottom: 16 }} /> : null}
          <Form form={form} layout="vertical" size="large" onFinish={signIn} disabled={busy}>
            <Form.Item name="login" label={t('login')} rules={[{ required: true, message: t('loginRequired') }]}>
              <Input ref={first} autoComplete="username" autoCapitalize="none" maxLength={100} />
            </Form.Item>
            <Form.Item
              name="password"
              label={t('password')}
              rules={[{ required: true, message: t('passwordRequired') }]}
            >
              <Input.Password autoComplete="current-password" maxLength={200} />
            </Form.Item>
            <Button type="primary" htmlType="submit" block loading={busy}>
              {t('submit')}
            </Button>
          </Form>
          <p className="ys-sign-in-citizen">
            <span className="soft">{t('citizen')}</span>
            <Link to="/report">{t('report')}</Link>
            <Link to="/progress">{t('progress')}</Link>
          </p>
        </section>
        {data && data.demoAccounts.length > 0 ? (
          <DemoAccounts accounts={data.demoAccounts} password={data.demoPassword} busy={busy} onChoose={signInAs} />
        ) : null}
      </div>
    </main>
  );
}
