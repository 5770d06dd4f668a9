import { useTranslation } from 'react-i18next';
import type { MoveWay } from '../../../gql/schema.generated.js';
import { Tag } from '../../../ui/tag.js';

interface Reason {
  code: string;
  element: string;
  elementName: string;
  side: string;
}
interface Place {
  from: string;
  fromName: string;
  to?: string | null;
  toName?: string | null;
}

const TONES: Partial<Record<MoveWay, 'red' | 'yellow'>> = { RESEAT: 'yellow', IMPOSSIBLE: 'red' };

/** Which way an instance goes, in one word, with what it means under the pointer. */
export function WayTag({ way }: { way: MoveWay }) {
  const { t } = useTranslation('migrations');
  const tone = TONES[way];
  return (
    <Tag title={t(`wayText.${way}`)} {...(tone ? { tone } : {})}>
      {t(`way.${way}`)}
    </Tag>
  );
}

/** Where it stands → where it will. */
export function Places({ places }: { places: readonly Place[] }) {
  const { t } = useTranslation('migrations');
  if (places.length === 0) return <span className="soft">—</span>;
  return (
    <ul className="ys-places">
      {places.map(({ from, fromName, to, toName }) => (
        <li key={from} title={to ? `${from} → ${to}` : from}>
          {fromName} →{' '}
          {to ? from === to && fromName === toName ? t('place.same') : toName : <strong>{t('place.nowhere')}</strong>}
        </li>
      ))}
    </ul>
  );
}

/** Why not in place: one line for what holds on both sides. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const { t } = useTranslation('migrations');
  const lines = new Map<string, Reason & { sides: string[] }>();
  for (const reason of reasons) {
    const key = `${reason.code} ${reason.elementName}`;
    const line = lines.get(key) ?? { ...reason, sides: [] };
    line.sides.push(reason.side);
    lines.set(key, line);
  }
  if (lines.size === 0) return null;
  return (
    <ul className="ys-reasons soft small">
      {[...lines].map(([key, { code, elementName, sides }]) => (
        <li key={key}>
          {t([`reason.${code}`, 'reason.other'], {
            element: elementName,
            side: t(sides.length > 1 ? 'side.BOTH' : `side.${sides[0]}`),
          })}
        </li>
      ))}
    </ul>
  );
}
