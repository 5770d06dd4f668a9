import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseChangeEventFragment } from '../../gql/documents.generated.js';
import { CaseTimeline } from '../../ui/events/case-timeline.js';

type Props = {
  events: CaseChangeEventFragment[];
  hasMore: boolean;
  busy: boolean;
  failed: boolean;
  onMore: () => void;
};

/** What happened, newest first, as people would say it. */
export function Timeline({ events, hasMore, busy, failed, onMore }: Props) {
  const { t } = useTranslation('cases');
  if (events.length === 0) return <p className="soft">{t('view.timelineEmpty')}</p>;
  return (
    <>
      <CaseTimeline events={events} />
      {failed ? (
        <p role="alert" className="ys-field-error">
          {t('common:errorCode.NETWORK')}
        </p>
      ) : null}
      {hasMore ? (
        <Button size="small" loading={busy} onClick={onMore}>
          {t('view.timelineMore')}
        </Button>
      ) : null}
    </>
  );
}
