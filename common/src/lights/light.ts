export type Light = 'GREEN' | 'YELLOW' | 'RED';

/** The light of a clock (all three epoch milliseconds): yellow from `yellowAt` on, red from the due instant itself on. */
export function light(now: number, yellowAt: number, dueAt: number): Light {
  if (now >= dueAt) {
    return 'RED';
  }
  return now >= yellowAt ? 'YELLOW' : 'GREEN';
}
