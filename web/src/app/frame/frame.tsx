import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { usePermission } from '../../lib/session.js';
import { useShortcuts } from '../../lib/shortcuts.js';
import { KeyboardHelp } from './keyboard-help.js';
import { Navigation } from './navigation.js';
import { NetworkBanner } from './network-banner.js';
import { TopBar } from './top-bar.js';
import './frame.css';

/** Left navigation, top bar, page. On phones the navigation is a row at the bottom. */
export function Frame() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const receives = usePermission('receiveCase');
  const deadlines = usePermission('readDeadlines');
  const supervises = usePermission('readSupervision');
  const administers = usePermission('administer');
  const [searching, setSearching] = useState(0);
  const [helping, setHelping] = useState(false);

  useShortcuts({
    '?': () => setHelping(true),
    'g t': () => navigate('/tasks'),
    'g c': () => navigate('/cases'),
    'g n': () => navigate('/notices'),
    ...(administers ? { 'g a': () => navigate('/admin/users') } : {}),
    ...(deadlines ? { 'g d': () => navigate('/deadlines') } : {}),
    ...(supervises ? { 'g s': () => navigate('/supervision') } : {}),
    ...(receives ? { 'g i': () => navigate('/intake') } : {}),
  });

  useEffect(() => {
    function open(event: KeyboardEvent) {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setSearching((count) => count + 1);
      }
    }
    window.addEventListener('keydown', open);
    return () => window.removeEventListener('keydown', open);
  }, []);

  // A page that has its own title replaces this one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page, another title
  useEffect(() => {
    document.title = t('product.name');
  }, [t, pathname]);

  return (
    <div className="ys-frame">
      <a className="ys-skip" href="#page">
        {t('action.skipToPage')}
      </a>
      <Navigation />
      <TopBar searching={searching} />
      <NetworkBanner />
      <main id="page" className="ys-page" tabIndex={-1}>
        <Outlet />
      </main>
      <KeyboardHelp open={helping} onClose={() => setHelping(false)} />
    </div>
  );
}
