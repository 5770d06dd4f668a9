import { useTranslation } from 'react-i18next';
import { SkeletonBar } from '../../ui/skeleton.js';

const widths = [52, 61, 47, 70, 58, 66, 43, 74, 55, 63, 49, 68];

/** The list's shape while the first page is read. */
export function TaskRowsSkeleton() {
  const { t } = useTranslation();
  return (
    <div className="ys-task-rows" role="status" aria-label={t('state.loading')}>
      {widths.map((width) => (
        <div key={width} className="ys-task-row-skeleton">
          <SkeletonBar width={84} height={12} />
          <SkeletonBar width={`${width}%`} height={12} />
          <SkeletonBar width={56} height={12} />
        </div>
      ))}
    </div>
  );
}
