/** Whole seconds until an ISO instant, the begun one counted; 0 when it is past or there is none. @param now ms */
export function secondsLeft(until: string | null, now: number): number {
  return until ? Math.max(0, Math.ceil((Date.parse(until) - now) / 1000)) : 0;
}
