import { useSyncExternalStore } from 'react';

/** `up`: answers arrive; `down`: the server cannot be reached. */
export type NetworkState = 'up' | 'down';

let state: NetworkState = navigator.onLine ? 'up' : 'down';
const listeners = new Set<() => void>();

export function reportNetwork(next: NetworkState): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

window.addEventListener('offline', () => reportNetwork('down'));
window.addEventListener('online', () => reportNetwork('up'));

export function useNetworkState(): NetworkState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
