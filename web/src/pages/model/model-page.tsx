import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { kindOf } from '../../features/studio/model-kind.js';
import { ModelPageContent } from '../../features/studio/model-page.js';
import { LinkButton } from '../../ui/link-button.js';
import { EmptyState } from '../../ui/states.js';

/** One model of the library. */
export function ModelPage() {
  const { t } = useTranslation('studio');
  const { kind: segment, modelId = '' } = useParams();
  const kind = kindOf(segment);
  useEffect(() => {
    document.title = `${modelId} · ${t('common:product.name')}`;
  }, [t, modelId]);
  if (!kind) {
    return (
      <EmptyState
        title={t('model.missing')}
        text={t('model.missingText', { id: modelId })}
        actions={<LinkButton to="/models">{t('model.toLibrary')}</LinkButton>}
      />
    );
  }
  return <ModelPageContent key={`${kind}${modelId}`} kind={kind} modelId={modelId} />;
}
