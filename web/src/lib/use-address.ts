import { useCallback } from 'react';
import { type NavigateOptions, type URLSearchParamsInit, useSearchParams } from 'react-router';

/**
 * What the address says after its `?`, and how to say something else there. It is drawn at once: the router would draw it
 * when there is time, and a second filter chosen meanwhile would start from the address before the first.
 */
export function useAddress() {
  const [address, setAddress] = useSearchParams();
  const change = useCallback(
    (next: URLSearchParamsInit | ((before: URLSearchParams) => URLSearchParamsInit), options: NavigateOptions = {}) =>
      setAddress(next, { flushSync: true, ...options }),
    [setAddress],
  );
  return [address, change] as const;
}
