import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { MigrationPageContent } from '../../features/studio/migration/migration-page.js';

/** One migration. */
export function MigrationPage() {
  const { t } = useTranslation('migrations');
  const { id = '' } = useParams();
  useEffect(() => {
    document.title = `${t('list.title')} · ${t('common:product.name')}`;
  }, [t]);
  return <MigrationPageContent key={id} id={id} />;
}
