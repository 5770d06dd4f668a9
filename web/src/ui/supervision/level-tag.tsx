import { useTranslation } from 'react-i18next';
import { Tag } from '../tag.js';

/** "L1 实时": which rung of supervision stands on a case, from the third on in the colour of what is serious. */
export function LevelTag({ level, title }: { level: number; title?: string }) {
  const { t } = useTranslation();
  return (
    <Tag tone={level >= 3 ? 'red' : 'yellow'} title={title ?? t(`supervisionLevel.${level}`)}>
      L{level} {t(`supervisionLevelShort.${level}`)}
    </Tag>
  );
}
