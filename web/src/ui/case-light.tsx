import { lightAt } from '../lib/remaining.js';
import { useNow } from '../lib/server-time.js';
import { LightBadge } from './light-badge.js';
import { LimitName } from './limit-name.js';

type Props = {
  of: { dueAt: string | null; yellowAt: string | null; pausedAt: string | null; closedAt: string | null };
  /** Kind of the clock that governs the case. */
  limit: string | null | undefined;
};

/** A case's light in one word, where there is no room for the time left; nothing while no limit runs. */
export function CaseLight({ of, limit }: Props) {
  const now = useNow();
  if (of.closedAt || !(of.dueAt || of.pausedAt)) return null;
  const light = of.pausedAt ? 'PAUSED' : lightAt(now, of.dueAt as string, of.yellowAt);
  return (
    <span className="ys-case-light">
      <LightBadge light={light} /> <LimitName kind={limit} />
    </span>
  );
}
