import { Tabs } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CaseLight } from '../../ui/case-light.js';
import { CaseTimeline } from '../../ui/events/case-timeline.js';
import { SkeletonBar } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import type { ViewedTask } from './task-header.js';

const TaskRoute = lazy(async () => ({ default: (await import('./task-route.js')).TaskRoute }));

/** What happened, where the case stands on its diagram, and cases like it. */
export function TaskAside({ of }: { of: ViewedTask['case'] }) {
  const { t } = useTranslation('tasks');
  const timeline = (
    <>
      {of.timeline.nodes.length > 0 ? (
        <CaseTimeline events={of.timeline.nodes} />
      ) : (
        <p className="soft">{t('view.noTimeline')}</p>
      )}
      {of.timeline.pageInfo.hasNextPage ? <Link to={`/cases/${of.number}`}>{t('view.moreTimeline')}</Link> : null}
    </>
  );
  const related =
    of.related.length > 0 ? (
      <ul className="ys-related">
        {of.related.map(({ case: other, reason }) => (
          <li key={`${other.id}-${reason}`}>
            <Link to={`/cases/${other.number}`} className="one-line" title={other.title}>
              {other.title}
            </Link>
            <div className="soft small">
              <CaseLight of={other} limit={other.governingClock?.kind} /> <Tag>{t(`common:related.${reason}`)}</Tag>{' '}
              <span className="number">{other.number}</span> · {t(`common:status.${other.status}`)}
            </div>
          </li>
        ))}
      </ul>
    ) : (
      <p className="soft">{t('view.noRelated')}</p>
    );
  const route = (
    <Suspense fallback={<SkeletonBar width="100%" height={200} />}>
      <TaskRoute caseId={of.id} />
    </Suspense>
  );
  return (
    <section className="ys-task-aside">
      <Tabs
        size="small"
        items={[
          { key: 'timeline', label: t('view.timeline'), children: timeline },
          { key: 'route', label: t('view.route'), children: route },
          {
            key: 'related',
            label: of.related.length > 0 ? `${t('view.related')} ${of.related.length}` : t('view.related'),
            children: related,
          },
        ]}
      />
    </section>
  );
}
