import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { shanghaiDate } from '../../../../common/src/working-time/shanghai-time.js';
import { useAddress } from '../../lib/use-address.js';
import '../../features/calendar/calendar.css';
import { ChangeHistory } from '../../features/calendar/change-history.js';
import { ChangePanel } from '../../features/calendar/change-panel.js';
import { CityDaysDialog } from '../../features/calendar/city-days-dialog.js';
import { HoursDialog } from '../../features/calendar/hours-dialog.js';
import { ImportDialog } from '../../features/calendar/import-dialog.js';
import { OfficeHoursPanel } from '../../features/calendar/office-hours-panel.js';
import { useCalendarChanges } from '../../features/calendar/use-calendar-changes.js';
import { YearView } from '../../features/calendar/year-view.js';
import { CalendarYearDocument } from '../../gql/documents.generated.js';
import { useLiveChanges } from '../../lib/live-changes.js';
import { serverNow } from '../../lib/server-time.js';
import { usePermission } from '../../lib/session.js';
import { PageHeader } from '../../ui/page-header.js';
import { SkeletonText } from '../../ui/skeleton.js';
import { BrokenState } from '../../ui/states.js';

const FIRST_YEAR = 2004;
const LAST_YEAR = 2099;
type Dialog = 'import' | 'city' | 'hours';

/** The days on which the city works, year by year; administrators change them here and see first what would move. */
export function CalendarPage() {
  const { t } = useTranslation('calendar');
  const [search, setSearch] = useAddress();
  const today = shanghaiDate(serverNow());
  const year = yearIn(search.get('year')) ?? Number(today.slice(0, 4));
  const [{ data, error }, ask] = useQuery({
    query: CalendarYearDocument,
    variables: { year },
    requestPolicy: 'cache-and-network',
  });
  const mayManage = usePermission('manageCalendar');
  const changes = useCalendarChanges(mayManage);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const rereadYear = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useLiveChanges('case', (change) => {
    if (!change) rereadYear();
  });
  useEffect(() => {
    document.title = `${t('title')} · ${t('common:product.name')}`;
  }, [t]);

  function changed() {
    setDialog(null);
    changes.reread();
    rereadYear();
  }

  if (!data && error) return <BrokenState error={error} onRetry={rereadYear} />;
  const turn = (by: number) => setSearch({ year: String(year + by) }, { replace: true });
  const free = mayManage && !changes.underWay;
  const found = data?.calendar.find((each) => each.year === year);
  return (
    <>
      <PageHeader
        title={t('title')}
        extra={
          <span className="ys-calendar-acts">
            <Button
              icon={<LeftOutlined />}
              aria-label={t('previousYear')}
              disabled={year <= FIRST_YEAR}
              onClick={() => turn(-1)}
            />
            <strong className="number" aria-live="polite">
              {t('year', { year })}
            </strong>
            <Button
              icon={<RightOutlined />}
              aria-label={t('nextYear')}
              disabled={year >= LAST_YEAR}
              onClick={() => turn(1)}
            />
          </span>
        }
        actions={
          mayManage ? (
            <span className="ys-calendar-acts">
              <Button type="primary" disabled={!free} onClick={() => setDialog('import')}>
                {t('act.import')}
              </Button>
              <Button disabled={!free} onClick={() => setDialog('city')}>
                {t('act.city')}
              </Button>
              <Button disabled={!free || !data} onClick={() => setDialog('hours')}>
                {t('act.hours')}
              </Button>
            </span>
          ) : null
        }
      />
      <div className="ys-calendar">
        {mayManage ? null : <p className="soft">{t('readOnly')}</p>}
        {changes.error ? (
          <p role="alert" className="ys-field-error">
            {t('change.unknown')}
          </p>
        ) : null}
        {changes.underWay ? <ChangePanel change={changes.underWay} onDecided={changed} /> : null}
        {data ? (
          <>
            <YearView year={year} found={found} />
            <OfficeHoursPanel hours={data.officeHours} />
          </>
        ) : (
          <SkeletonText lines={6} />
        )}
        {mayManage ? <ChangeHistory changes={changes.ended} /> : null}
      </div>
      {dialog === 'import' ? (
        <ImportDialog
          year={found?.state === 'PUBLISHED' ? Math.min(LAST_YEAR, year + 1) : year}
          onClose={() => setDialog(null)}
          onPreviewed={changed}
        />
      ) : null}
      {dialog === 'city' ? (
        <CityDaysDialog today={today} onClose={() => setDialog(null)} onPreviewed={changed} />
      ) : null}
      {dialog === 'hours' && data ? (
        <HoursDialog hours={data.officeHours} onClose={() => setDialog(null)} onPreviewed={changed} />
      ) : null}
    </>
  );
}

function yearIn(text: string | null): number | null {
  const year = Number(text);
  return Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR ? year : null;
}
