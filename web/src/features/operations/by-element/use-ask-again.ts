import { useEffect } from 'react';

/** Nothing tells a browser about the engine; while the page is looked at it asks. @param ask stays the same function */
export function useAskAgain(ask: (options: { requestPolicy: 'network-only' }) => void, everyMs: number): void {
  useEffect(() => {
    const timer = setInterval(
      () => document.visibilityState === 'visible' && ask({ requestPolicy: 'network-only' }),
      everyMs,
    );
    return () => clearInterval(timer);
  }, [ask, everyMs]);
}
