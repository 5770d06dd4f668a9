import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ModelLibrary } from '../../features/studio/model-library.js';

/** The library of processes, decisions and forms. */
export function ModelsPage() {
  const { t } = useTranslation('studio');
  useEffect(() => {
    document.title = `${t('library.title')} · ${t('common:product.name')}`;
  }, [t]);
  return <ModelLibrary />;
}
