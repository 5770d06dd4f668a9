import { App } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { DisplayChoices } from '../../features/account/display-choices.js';
import { MySessions } from '../../features/account/my-sessions.js';
import { NoticeChoices } from '../../features/account/notice-choices.js';
import { PasswordForm } from '../../features/account/password-form.js';
import { useSignedIn } from '../../lib/session.js';
import { PageHeader } from '../../ui/page-header.js';
import '../../features/account/account.css';

/** Who I am, how my screen looks, what I hear of, where I am signed in, and my password. */
export function ProfilePage() {
  const { t } = useTranslation('account');
  const { message } = App.useApp();
  const { user } = useSignedIn();
  const { hash } = useLocation();
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    document.title = `${t('title')} · ${t('common:product.name')}`;
  }, [t]);
  useEffect(() => {
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);

  return (
    <>
      <PageHeader title={t('title')} />
      <div className="ys-profile">
        <dl className="ys-facts" data-verbatim>
          <dt>{t('name')}</dt>
          <dd>
            {user.name} <span className="soft">{user.login}</span>
          </dd>
          <dt>{t('roles')}</dt>
          <dd>{user.roles.map((role) => t(`common:role.${role}`)).join(t('common:word.enumerate'))}</dd>
          {user.unit ? (
            <>
              <dt>{t('unit')}</dt>
              <dd>{user.unit.name}</dd>
            </>
          ) : null}
          {user.team ? (
            <>
              <dt>{t('team')}</dt>
              <dd>{user.team.name}</dd>
            </>
          ) : null}
        </dl>
        <section aria-labelledby="display">
          <h2 id="display">{t('display.title')}</h2>
          <DisplayChoices />
        </section>
        <section aria-labelledby="notices">
          <h2 id="notices">{t('notices.title')}</h2>
          <NoticeChoices />
        </section>
        <section aria-labelledby="sessions">
          <h2 id="sessions">{t('sessions.title')}</h2>
          <MySessions key={changes} />
        </section>
        <section aria-labelledby="password">
          <h2 id="password">{t('password.title')}</h2>
          <p className="soft">{t('password.others')}</p>
          <PasswordForm
            onChanged={() => {
              setChanges(changes + 1);
              message.success(t('password.changed'));
            }}
          />
        </section>
      </div>
    </>
  );
}
