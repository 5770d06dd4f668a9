import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ReleaseList } from '../../features/studio/release-list.js';

/** What was proposed for the engine. */
export function ReleasesPage() {
  const { t } = useTranslation('studio');
  useEffect(() => {
    document.title = `${t('releases.title')} · ${t('common:product.name')}`;
  }, [t]);
  return <ReleaseList />;
}
