import { useTranslation } from 'react-i18next';
import './ui.css';

/** A grey bar in the place of words to come. */
export function SkeletonBar({ width, height = 14 }: { width: number | string; height?: number }) {
  return <div className="ys-skeleton" style={{ width, height }} />;
}

const widths = ['62%', '88%', '74%', '55%', '81%', '69%'];

/** Lines of text to come; `label` tells a screen reader. */
export function SkeletonText({ lines = 3 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('state.loading')} style={{ display: 'grid', gap: 10 }}>
      {widths.slice(0, lines).map((width) => (
        <SkeletonBar key={width} width={width} />
      ))}
    </div>
  );
}

/** Shape of any page whose code is still on its way. */
export function PageSkeleton() {
  return (
    <div style={{ padding: 24, display: 'grid', gap: 20, maxWidth: 960 }}>
      <SkeletonBar width={180} height={24} />
      <SkeletonText lines={5} />
    </div>
  );
}
