import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { MigrationList } from '../../features/studio/migration/migration-list.js';

/** Plans to take running cases to other versions. */
export function MigrationsPage() {
  const { t } = useTranslation('migrations');
  useEffect(() => {
    document.title = `${t('list.title')} · ${t('common:product.name')}`;
  }, [t]);
  return <MigrationList />;
}
