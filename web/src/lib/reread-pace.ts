/** 1 s, 2 s, 4 s … 30 s, each with up to half of itself added, so that a restarted server is not met by everyone at once. */
export function retryPause(retries: number): Promise<void> {
  const base = Math.min(30_000, 1000 * 2 ** Math.min(retries, 5));
  return new Promise((resolve) => setTimeout(resolve, base * (1 + Math.random() / 2)));
}

/**
 * Not all browsers of the city in the same instant, yet within the second in which a change is to be seen; and never more
 * often than every so many milliseconds, the last time after the last call.
 */
export function soonAndSeldom(act: () => void, everyMs: number): () => void {
  let last = Number.NEGATIVE_INFINITY;
  let planned: ReturnType<typeof setTimeout> | undefined;
  return () => {
    if (planned !== undefined) return;
    const soon = 100 + Math.random() * 300;
    planned = setTimeout(
      () => {
        planned = undefined;
        last = performance.now();
        act();
      },
      Math.max(soon, last + everyMs - performance.now()),
    );
  };
}
