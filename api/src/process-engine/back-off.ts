/**
 * Doubles from `firstMs` up to `capMs`, then spread over the upper half, so that many who failed together do not come back together.
 * @param attempt 1 for the first failure
 * @returns ms to wait
 */
export function backOffMs(attempt: number, firstMs: number, capMs: number): number {
  const full = Math.min(capMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full / 2 + (Math.random() * full) / 2);
}
