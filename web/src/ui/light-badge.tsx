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

type Props = {
  light: LightColour;
  /** What to say beside the light's own word. */
  words?: string;
  /** The words say the light's own word already ("超时 2 小时"): it is only read out. */
  saysAll?: boolean;
  title?: string | undefined;
};

/** Shape, colour and word of a light, always the three. */
export function LightBadge({ light, words, saysAll, title }: Props) {
  const { t } = useTranslation();
  return (
    <span className={`ys-light ys-light-${light.toLowerCase()}`} title={title}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <Shape light={light} />
      </svg>
      <span className={saysAll ? 'visually-hidden' : undefined}>{t(`light.${light}`)}</span>
      {words ? <span>{words}</span> : null}
    </span>
  );
}
