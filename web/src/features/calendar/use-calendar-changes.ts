import { useCallback, useEffect } from 'react';
import { type CombinedError, useQuery } from 'urql';
import { type CalendarChangeFieldsFragment, CalendarChangesDocument } from '../../gql/documents.generated.js';

const ASK_AGAIN_MS = 1000;

/** The change under way and those before it; asked again every second while deadlines are recalculated. */
export function useCalendarChanges(allowed: boolean): {
  underWay: CalendarChangeFieldsFragment | undefined;
  ended: CalendarChangeFieldsFragment[];
  error: CombinedError | undefined;
  reread: () => void;
} {
  const [{ data, error }, ask] = useQuery({
    query: CalendarChangesDocument,
    pause: !allowed,
    requestPolicy: 'cache-and-network',
  });
  const reread = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const changes = data?.calendarChanges ?? [];
  const underWay = changes.find(({ state }) => state === 'PREVIEW' || state === 'APPLYING');
  const applying = underWay?.state === 'APPLYING';
  useEffect(() => {
    if (!applying) return;
    const timer = setInterval(reread, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [applying, reread]);
  const ended = changes.filter(({ state }) => state === 'DONE' || state === 'DROPPED');
  return { underWay, ended, error, reread };
}
