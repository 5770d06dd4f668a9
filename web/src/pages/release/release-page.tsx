import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ReleasePageContent } from '../../features/studio/release-page.js';

/** One release. */
export function ReleasePage() {
  const { t } = useTranslation('studio');
  const { id = '' } = useParams();
  useEffect(() => {
    document.title = `${t('releases.title')} · ${t('common:product.name')}`;
  }, [t]);
  return <ReleasePageContent key={id} id={id} />;
}
