import { useTranslation } from 'react-i18next';
import { LinkButton } from '../ui/link-button.js';
import { EmptyState } from '../ui/states.js';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('state.noPageTitle')}
      text={t('state.noPageText')}
      actions={
        <LinkButton to="/" primary>
          {t('action.toStart')}
        </LinkButton>
      }
    />
  );
}
