import { useTranslation } from 'react-i18next';
import type { Light } from '../gql/schema.generated.js';
import './ui.css';

export type LightColour = Light | 'PAUSED';

/** Every light has its own shape, so that it reads without colour. */
function Shape({ light }: { light: LightColour }) {
  if (light === 'RED') return <path d="M6 1 11.5 11H.5z" fill="currentColor" />;
  if (light === 'YELLOW') return <path d="M6 .5 11.5 6 6 11.5.5 6z" fill="currentColor" />;
  if (light === 'GREEN') return <circle cx="6" cy="6" r="4.6" fill="currentColor" />;
  return <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.6" />;
}

/** Shape, colour and word of a light; the word is for everybody unless `words` replaces it. */
export function LightBadge({ light, words, title }: { light: LightColour; words?: string; title?: string }) {
  const { t } = useTranslation();
  return (
    <span className={`ys-light ys-light-${light.toLowerCase()}`} title={title}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <Shape light={light} />
      </svg>
      {words ? <span className="visually-hidden">{t(`light.${light}`)}</span> : null}
      <span>{words ?? t(`light.${light}`)}</span>
    </span>
  );
}
