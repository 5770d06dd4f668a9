import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** New work waits up here until the reader asks for it. */
export function NewsBar({ count, stale, onShow }: { count: number; stale: boolean; onShow: () => void }) {
  const { t } = useTranslation('tasks');
  return (
    <div role="status" className="ys-news">
      {count > 0 || stale ? (
        <Button type="link" size="small" block onClick={onShow}>
          {count > 0 ? t('news', { count }) : t('stale')}
        </Button>
      ) : null}
    </div>
  );
}
