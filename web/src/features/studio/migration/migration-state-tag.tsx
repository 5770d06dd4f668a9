import { useTranslation } from 'react-i18next';
import type { MigrationState } from '../../../gql/schema.generated.js';
import { Tag } from '../../../ui/tag.js';

const TONES: Partial<Record<MigrationState, 'red' | 'yellow' | 'brand'>> = {
  PLANNED: 'yellow',
  APPROVED: 'brand',
  RUNNING: 'brand',
  PAUSED: 'yellow',
  REJECTED: 'red',
};

export function MigrationStateTag({ state }: { state: MigrationState }) {
  const { t } = useTranslation('migrations');
  const tone = TONES[state];
  return <Tag {...(tone ? { tone } : {})}>{t(`state.${state}`)}</Tag>;
}
