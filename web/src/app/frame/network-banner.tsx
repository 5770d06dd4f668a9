import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNetworkState } from '../../lib/network-state.js';

/** Says that the server cannot be reached, only once it lasts: a blink is no news. */
export function NetworkBanner() {
  const { t } = useTranslation();
  const state = useNetworkState();
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (state === 'up') return setLasting(false);
    const timer = setTimeout(() => setLasting(true), 3000);
    return () => clearTimeout(timer);
  }, [state]);
  if (!lasting) return null;
  return (
    <div className="ys-banner" role="status">
      <strong>{t('network.down')}</strong>
      <span>{t('network.downText')}</span>
    </div>
  );
}
