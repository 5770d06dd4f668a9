import { useEffect, useState } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import type { CombinedError } from 'urql';
import { ViewerDocument } from '../gql/documents.generated.js';
import { plainClient } from '../lib/graphql-client.js';
import { startLiveChanges } from '../lib/live-changes.js';
import { adoptPreferences } from '../lib/preferences.js';
import { startServerTime } from '../lib/server-time.js';
import { setViewer, useViewer, viewerWasLost } from '../lib/session.js';
import { PageSkeleton } from '../ui/skeleton.js';
import { BrokenState } from '../ui/states.js';
import { OwnPasswordPage } from './own-password-page.js';

/** Lets staff pages through once we know who asks; everybody else signs in first and comes back. */
export function SignedIn() {
  const viewer = useViewer();
  const location = useLocation();
  const [error, setError] = useState<CombinedError>();
  const [attempt, setAttempt] = useState(0);
  // Nothing else is answered before the password is one's own.
  const login = viewer?.mustChangePassword ? undefined : viewer?.user.login;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    if (viewer !== undefined) return;
    let gone = false;
    plainClient
      .query(ViewerDocument, {})
      .toPromise()
      .then((answer) => {
        if (gone) return;
        setError(answer.error);
        if (!answer.data) return;
        if (answer.data.me) adoptPreferences(answer.data.me.preferences);
        setViewer(answer.data.me);
      });
    return () => {
      gone = true;
    };
  }, [viewer, attempt]);

  useEffect(() => {
    if (!login) return;
    const stopTime = startServerTime();
    const stopLive = startLiveChanges();
    return () => {
      stopTime();
      stopLive();
    };
  }, [login]);

  if (error && !viewer) return <BrokenState error={error} onRetry={() => setAttempt(attempt + 1)} />;
  if (viewer === undefined) return <PageSkeleton />;
  if (viewer === null) {
    const here = location.pathname + location.search;
    const asked = new URLSearchParams({
      ...(here === '/' ? {} : { return: here }),
      ...(viewerWasLost() ? { ended: '1' } : {}),
    });
    return <Navigate to={{ pathname: '/sign-in', search: asked.toString() }} replace />;
  }
  if (viewer.mustChangePassword) return <OwnPasswordPage viewer={viewer} />;
  return <Outlet />;
}
