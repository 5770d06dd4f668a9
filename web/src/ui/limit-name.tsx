import { useTranslation } from 'react-i18next';
import { isHandling } from '../lib/case-clock.js';
import './ui.css';

/** Which limit a light is about, where it is not the handling of the case: everybody expects that one. */
export function LimitName({ kind }: { kind: string | null | undefined }) {
  const { t } = useTranslation();
  if (!kind || isHandling(kind)) return null;
  const clock = t(`clock.${kind}`, { defaultValue: kind });
  return (
    <span className="ys-limit-name" title={t('remaining.limit', { clock })}>
      {clock}
    </span>
  );
}
