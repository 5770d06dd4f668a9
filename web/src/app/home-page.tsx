import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { useSignedIn } from '../lib/session.js';
import { EmptyState } from '../ui/states.js';

/** Where a role's day starts: work if it has any, else the ledger it may read, the models, or how the system runs. */
export function HomePage() {
  const { t } = useTranslation();
  const { permissions } = useSignedIn();
  if (permissions.includes('workTasks')) return <Navigate to="/tasks" replace />;
  if (permissions.includes('readCases')) return <Navigate to="/cases" replace />;
  if (permissions.includes('readModels') && !permissions.includes('administer'))
    return <Navigate to="/models" replace />;
  if (permissions.includes('viewOperations')) return <Navigate to="/operations" replace />;
  return <EmptyState title={t('state.homeTitle')} text={t('state.homeText')} />;
}
