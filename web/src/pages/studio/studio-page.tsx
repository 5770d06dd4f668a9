import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { DraftPageContent } from '../../features/studio/draft-page.js';

/** The editor of one draft. */
export function StudioPage() {
  const { t } = useTranslation('studio');
  const { draftId = '' } = useParams();
  useEffect(() => {
    document.title = `${t('draft.title')} · ${t('common:product.name')}`;
  }, [t]);
  return <DraftPageContent key={draftId} id={draftId} />;
}
