import { useTranslation } from 'react-i18next';
import { NavLink, useParams } from 'react-router';
import { ImportTable } from '../../features/administration/import/import-table.js';
import { RegisterList } from '../../features/administration/registers/register-list.js';
import { registerViews } from '../../features/administration/registers/register-views.js';
import { SessionList } from '../../features/administration/sessions/session-list.js';
import { PageHeader } from '../../ui/page-header.js';
import { EmptyState } from '../../ui/states.js';
import '../../features/administration/administration.css';

const PARTS = [...registerViews.map(({ part }) => part), 'sessions'];

/** People, units, teams, categories, areas and sessions: one frame, a part of it at a time. */
export function AdministrationPage() {
  const { t } = useTranslation('administration');
  const { part = '' } = useParams();
  const view = registerViews.find((one) => one.part === part);
  return (
    <>
      <PageHeader title={t('title')} extra={<span className="soft">{t('about')}</span>} />
      <nav className="ys-admin-parts" aria-label={t('title')}>
        {PARTS.map((one) => (
          <NavLink key={one} to={`/admin/${one}`}>
            {t(`part.${one}`)}
          </NavLink>
        ))}
      </nav>
      {view ? <RegisterList key={part} view={view} /> : null}
      {part === 'sessions' ? <SessionList /> : null}
      {part === 'import' ? <ImportTable /> : null}
      {!view && part !== 'sessions' && part !== 'import' ? (
        <EmptyState title={t('common:state.noPageTitle')} text={t('common:state.noPageText')} />
      ) : null}
    </>
  );
}
