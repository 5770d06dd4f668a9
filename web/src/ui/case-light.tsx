import { lightAt } from '../lib/remaining.js';
import { useNow } from '../lib/server-time.js';
import { LightBadge } from './light-badge.js';

type Props = {
  of: { dueAt: string | null; yellowAt: string | null; pausedAt: string | null; closedAt: string | null };
};

/** A case's light in one word, where there is no room for the time left; nothing while no limit runs. */
export function CaseLight({ of }: Props) {
  const now = useNow();
  if (of.closedAt) return null;
  if (of.pausedAt) return <LightBadge light="PAUSED" />;
  return of.dueAt ? <LightBadge light={lightAt(now, of.dueAt, of.yellowAt)} /> : null;
}
