import {
  CalendarOutlined,
  CheckSquareOutlined,
  ClockCircleOutlined,
  DashboardOutlined,
  EyeOutlined,
  FolderOpenOutlined,
  PartitionOutlined,
  PhoneOutlined,
  RocketOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import { useSignedIn } from '../../lib/session.js';
import { useTaskCounts } from '../../lib/use-task-counts.js';

type Item = { to: string; label: string; icon: ReactNode; count?: string; countLabel?: string };

/** Only what the reader's role can use, with how much waits there. */
export function Navigation() {
  const { t } = useTranslation();
  const { permissions } = useSignedIn();
  const counts = useTaskCounts();
  const waiting = counts ? Math.min(counts.mine + counts.unassigned, counts.limit) : 0;
  const atLeast = counts && waiting >= counts.limit ? '+' : '';

  const may = (permission: string) => permissions.includes(permission);
  const count = waiting > 99 ? '99+' : `${waiting}${atLeast}`;
  const work: Item = {
    to: '/tasks',
    label: t('page.tasks'),
    icon: <CheckSquareOutlined />,
    ...(waiting > 0 ? { count, countLabel: t('nav.waiting', { count: waiting }) } : {}),
  };
  const items: Item[] = [
    ...(may('workTasks') ? [work] : []),
    ...(may('receiveCase') ? [{ to: '/intake', label: t('page.intake'), icon: <PhoneOutlined /> }] : []),
    ...(may('readCases') ? [{ to: '/cases', label: t('page.cases'), icon: <FolderOpenOutlined /> }] : []),
    ...(may('readDeadlines') ? [{ to: '/deadlines', label: t('page.deadlines'), icon: <ClockCircleOutlined /> }] : []),
    ...(may('readSupervision') ? [{ to: '/supervision', label: t('page.supervision'), icon: <EyeOutlined /> }] : []),
    // Everybody's deadlines are reckoned by it; administrators change it.
    { to: '/calendar', label: t('page.calendar'), icon: <CalendarOutlined /> },
    // Whoever works on cases sees the model on each of them.
    ...(may('readModels') && (may('designModels') || !may('workTasks'))
      ? [{ to: '/models', label: t('page.models'), icon: <PartitionOutlined /> }]
      : []),
    ...(may('designModels') || may('approveReleases')
      ? [{ to: '/releases', label: t('page.releases'), icon: <RocketOutlined /> }]
      : []),
    ...(may('administer') ? [{ to: '/admin', label: t('page.administration'), icon: <TeamOutlined /> }] : []),
    ...(may('viewOperations') ? [{ to: '/operations', label: t('page.operations'), icon: <DashboardOutlined /> }] : []),
  ];

  return (
    <nav className="ys-nav" aria-label={t('nav.label')}>
      <Link to="/" className="ys-nav-brand">
        <img src="/icon.svg" alt="" />
        {t('product.name')}
      </Link>
      <ul>
        {items.map((item) => (
          <li key={item.to}>
            <NavLink to={item.to} className="ys-nav-item">
              {item.icon}
              <span>{item.label}</span>
              {item.count ? (
                <span className="ys-nav-count" role="img" aria-label={item.countLabel}>
                  {item.count}
                </span>
              ) : null}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
