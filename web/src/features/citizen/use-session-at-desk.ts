import { useEffect } from 'react';
import { ViewerDocument } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { currentViewer, setViewer } from '../../lib/session.js';

/**
 * Someone of the staff may open the citizens' pages in a browser that is signed in: the server then wants the session's
 * token with everything that is sent, so it is asked for here too. Citizens get nobody, and go on without.
 */
export function useSessionAtDesk(): void {
  useEffect(() => {
    if (currentViewer() !== undefined) return;
    void plainClient
      .query(ViewerDocument, {})
      .toPromise()
      .then(({ data }) => {
        if (data && currentViewer() === undefined) setViewer(data.me);
      });
  }, []);
}
