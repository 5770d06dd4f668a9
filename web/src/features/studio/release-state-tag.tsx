import { useTranslation } from 'react-i18next';
import type { ReleaseState } from '../../gql/schema.generated.js';
import { Tag } from '../../ui/tag.js';

const TONES: Partial<Record<ReleaseState, 'red' | 'yellow' | 'brand'>> = {
  PROPOSED: 'yellow',
  APPROVED: 'brand',
  FAILED: 'red',
  REJECTED: 'red',
};

export function ReleaseStateTag({ state }: { state: ReleaseState }) {
  const { t } = useTranslation('studio');
  const tone = TONES[state];
  return <Tag {...(tone ? { tone } : {})}>{t(`releaseState.${state}`)}</Tag>;
}
