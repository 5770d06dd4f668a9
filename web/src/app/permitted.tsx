import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { usePermission } from '../lib/session.js';
import { LinkButton } from '../ui/link-button.js';
import { RefusedState } from '../ui/states.js';

/** Pages a role has no use for say so, instead of showing an empty list; the rows themselves are guarded by the server. */
export function Permitted({ to }: { to: string }) {
  const { t } = useTranslation();
  if (usePermission(to)) return <Outlet />;
  return <RefusedState actions={<LinkButton to="/">{t('action.toStart')}</LinkButton>} />;
}
