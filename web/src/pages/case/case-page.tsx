import { Tabs } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { CaseActs } from '../../features/case-view/case-acts.js';
import { CaseHeader } from '../../features/case-view/case-header.js';
import { CaseSkeleton } from '../../features/case-view/case-skeleton.js';
import { useAddress } from '../../lib/use-address.js';
import '../../features/case-view/case-view.css';
import { ChangesTab } from '../../features/case-view/changes-tab.js';
import { ClocksTab } from '../../features/case-view/clocks/clocks-tab.js';
import { FilesTab } from '../../features/case-view/files-tab.js';
import { NowPanel } from '../../features/case-view/now-panel.js';
import { RequestPanel } from '../../features/case-view/request-panel.js';
import { RouteTab } from '../../features/case-view/route-tab.js';
import { Timeline } from '../../features/case-view/timeline.js';
import { UnitsTab } from '../../features/case-view/units/units-tab.js';
import { useTimeline } from '../../features/case-view/use-timeline.js';
import { SupervisionTab } from '../../features/supervision/case/supervision-tab.js';
import { CaseViewDocument, type CaseViewQuery } from '../../gql/documents.generated.js';
import { useLiveChanges } from '../../lib/live-changes.js';
import { LinkButton } from '../../ui/link-button.js';
import { BrokenState, EmptyState } from '../../ui/states.js';
import { isLiveOrder } from '../../ui/supervision/order-steps.js';

const TABS = ['overview', 'route', 'clocks', 'supervision', 'units', 'files', 'changes'] as const;

const TAB_BAR = { marginBottom: 16 };

/** One case: what was asked, what is being done, what happened, and the proof of it. */
export function CasePage() {
  const { t } = useTranslation('cases');
  const { number = '' } = useParams();
  const [{ data, error, fetching }, ask] = useQuery({
    query: CaseViewDocument,
    variables: { number },
    requestPolicy: 'cache-and-network',
  });
  useLiveChanges('case', (change) => {
    if (!change || change.number === number) ask({ requestPolicy: 'network-only' });
  });
  const found = data?.case;
  useEffect(() => {
    if (found) document.title = `${found.title} · ${found.number}`;
  }, [found]);

  if (!found && error) return <BrokenState error={error} kept={t('state.kept')} onRetry={() => ask()} />;
  if (!data && fetching) return <CaseSkeleton />;
  if (!found) {
    return (
      <EmptyState
        title={t('state.missingTitle')}
        text={t('state.missingText', { number })}
        actions={<LinkButton to="/cases">{t('state.toList')}</LinkButton>}
      />
    );
  }
  return <CaseContent key={found.id} found={found} onChanged={() => ask({ requestPolicy: 'network-only' })} />;
}

type ContentProps = { found: NonNullable<CaseViewQuery['case']>; onChanged: () => void };

function CaseContent({ found, onChanged }: ContentProps) {
  const { t } = useTranslation('cases');
  const [search, setSearch] = useAddress();
  const timeline = useTimeline(found.id, found.timeline);
  const tab = TABS.find((known) => known === search.get('tab')) ?? 'overview';
  const content = {
    overview: (
      <div className="ys-case-columns">
        <RequestPanel found={found} mayView={found.actions.includes('viewRequester')} />
        <NowPanel found={found} />
        <section className="ys-case-part" aria-labelledby="case-timeline">
          <h2 id="case-timeline">{t('view.timeline')}</h2>
          <Timeline {...timeline} onMore={timeline.more} onAll={timeline.all} />
        </section>
      </div>
    ),
    route: <RouteTab caseId={found.id} tasks={found.tasks} />,
    clocks: <ClocksTab found={found} onChanged={onChanged} />,
    supervision: <SupervisionTab found={found} onChanged={onChanged} />,
    units: <UnitsTab found={found} onChanged={onChanged} />,
    files: <FilesTab files={found.attachments} />,
    changes: <ChangesTab {...timeline} onMore={timeline.more} />,
  };
  const live = found.supervisionOrders.filter(isLiveOrder).length;
  const tabLabel = (key: (typeof TABS)[number]) =>
    key === 'supervision' && live > 0 ? `${t('tab.supervision')} ${live}` : t(`tab.${key}`);
  return (
    <div className="ys-case">
      <CaseHeader
        found={found}
        acts={<CaseActs caseId={found.id} number={found.number} actions={found.actions} onDone={onChanged} />}
      />
      <Tabs
        activeKey={tab}
        onChange={(key) => setSearch(key === 'overview' ? {} : { tab: key }, { replace: true })}
        destroyOnHidden
        tabBarStyle={TAB_BAR}
        items={TABS.map((key) => ({ key, label: tabLabel(key), children: key === tab ? content[key] : null }))}
      />
    </div>
  );
}
