import { useTranslation } from 'react-i18next';
import { SkeletonBar, SkeletonText } from '../../ui/skeleton.js';

/** The case page in its final shape while it is being read. */
export function CaseSkeleton() {
  const { t } = useTranslation('cases');
  return (
    <div className="ys-case" role="status" aria-label={t('common:state.loading')}>
      <div className="ys-case-header">
        <SkeletonBar width={260} />
        <SkeletonBar width="50%" height={24} />
        <SkeletonBar width="70%" />
        <SkeletonBar width={720} height={8} />
      </div>
      <div className="ys-case-skeleton-tabs">
        <SkeletonBar width={440} height={20} />
      </div>
      <div className="ys-case-columns">
        {[6, 5, 6].map((lines, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never change
          <div key={column} className="ys-case-part">
            <SkeletonBar width={96} height={20} />
            <SkeletonText lines={lines} />
          </div>
        ))}
      </div>
    </div>
  );
}
