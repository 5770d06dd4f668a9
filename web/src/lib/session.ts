import { useSyncExternalStore } from 'react';
import type { ViewerFieldsFragment } from '../gql/documents.generated.js';

export type Viewer = ViewerFieldsFragment;

/** undefined: not asked yet; null: nobody is signed in. */
let viewer: Viewer | null | undefined;
let lost = false;
const listeners = new Set<() => void>();
const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('yousu-session') : undefined;

// Another tab signed in or out: what this one shows belongs to someone else now.
tabs?.addEventListener('message', (event) => {
  const login = viewer?.user.login ?? null;
  if (viewer !== undefined && event.data !== login) window.location.reload();
});

export function setViewer(next: Viewer | null, tell = false): void {
  lost = false;
  viewer = next;
  if (tell) tabs?.postMessage(next?.user.login ?? null);
  for (const listener of listeners) listener();
}

/** The server no longer knows who asks: whoever signs in again is told why, and comes back to where they were. */
export function loseViewer(): void {
  viewer = null;
  lost = true;
  for (const listener of listeners) listener();
}

/** Whether nobody is signed in because the session ended by itself. */
export function viewerWasLost(): boolean {
  return lost;
}

export function currentViewer(): Viewer | null | undefined {
  return viewer;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Who is signed in; undefined while it is being asked, null when nobody is. */
export function useViewer(): Viewer | null | undefined {
  return useSyncExternalStore(subscribe, currentViewer);
}

/** The signed-in person; only below the guard of the staff pages. */
export function useSignedIn(): Viewer {
  const someone = useViewer();
  if (!someone) throw new Error('Only for signed-in pages.');
  return someone;
}

export function usePermission(permission: string): boolean {
  return useViewer()?.permissions.includes(permission) ?? false;
}
