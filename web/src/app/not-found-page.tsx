import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../ui/states.js';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('state.noPageTitle')}
      text={t('state.noPageText')}
      actions={
        <Link to="/tasks">
          <Button type="primary">{t('action.toTasks')}</Button>
        </Link>
      }
    />
  );
}
