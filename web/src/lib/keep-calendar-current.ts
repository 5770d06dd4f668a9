import { CalendarDocument } from '../gql/documents.generated.js';
import { graphqlClient } from './graphql-client.js';
import { onReadAgain } from './live-changes.js';
import { serverNow } from './server-time.js';

/** The years around now, as every remaining time on screen is reckoned with. */
export function calendarAround(): { fromYear: number; toYear: number } {
  const year = new Date(serverNow()).getUTCFullYear();
  return { fromYear: year - 1, toYear: year + 1 };
}

/** Remaining time is counted in the browser: when the city's calendar changes, it is read anew for all that count with it. @returns ends it */
export function keepCalendarCurrent(): () => void {
  return onReadAgain(() => {
    void graphqlClient.query(CalendarDocument, calendarAround(), { requestPolicy: 'network-only' }).toPromise();
  });
}
