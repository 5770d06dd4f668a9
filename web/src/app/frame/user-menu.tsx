import type { MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { LogoutDocument } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { choose, usePreferences } from '../../lib/preferences.js';
import { setViewer, useSignedIn } from '../../lib/session.js';
import { ButtonMenu } from '../../ui/button-menu.js';

/** Who I am, how my screen looks, and the way out. */
export function UserMenu() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { user } = useSignedIn();
  const { language, theme, density } = usePreferences();
  const roles = user.roles.map((role) => t(`role.${role}`)).join('、');

  async function signOut() {
    await plainClient.mutation(LogoutDocument, {}).toPromise();
    setViewer(null, true);
    // Not where this person was, and nothing of what they read left in memory.
    window.location.replace('/sign-in');
  }

  const items: MenuProps['items'] = [
    {
      key: 'who',
      type: 'group',
      label: `${user.name} · ${roles}${user.unit ? ` · ${user.unit.name}` : ''}`,
    },
    { key: 'profile', label: t('page.profile'), onClick: () => navigate('/profile') },
    { type: 'divider' },
    { key: 'zh', label: '中文', onClick: () => choose({ language: 'zh' }) },
    { key: 'en', label: 'English', onClick: () => choose({ language: 'en' }) },
    { type: 'divider' },
    { key: 'comfortable', label: t('density.comfortable'), onClick: () => choose({ density: 'comfortable' }) },
    { key: 'dense', label: t('density.dense'), onClick: () => choose({ density: 'dense' }) },
    { type: 'divider' },
    { key: 'system', label: t('theme.system'), onClick: () => choose({ theme: 'system' }) },
    { key: 'light', label: t('theme.light'), onClick: () => choose({ theme: 'light' }) },
    { key: 'dark', label: t('theme.dark'), onClick: () => choose({ theme: 'dark' }) },
    { type: 'divider' },
    { key: 'out', label: t('action.signOut'), onClick: () => void signOut() },
  ];

  return (
    <ButtonMenu menu={{ items, selectedKeys: [language, theme, density] }} placement="bottomRight">
      <button type="button" className="ys-user-button" aria-haspopup="menu">
        <span className="ys-user-mark" aria-hidden="true">
          {user.name.slice(0, 1)}
        </span>
        <span className="ys-user-words small">
          <span className="one-line">{user.name}</span>
          <span className="one-line soft">{roles}</span>
        </span>
        <span className="visually-hidden">{t('nav.userMenu')}</span>
      </button>
    </ButtonMenu>
  );
}
