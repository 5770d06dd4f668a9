import { BrokenState } from '../ui/states.js';

/** A page that fell over, or whose code changed under an old tab: reloading brings both back. */
export function PageFailure() {
  return <BrokenState onRetry={() => window.location.reload()} />;
}
