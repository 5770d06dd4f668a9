import { useCallback, useEffect, useState } from 'react';
import type { CombinedError } from 'urql';
import { StartTrialDocument, TrialDocument, type TrialProgressFragment } from '../../../gql/documents.generated.js';
import { plainClient } from '../../../lib/graphql-client.js';

const LOOK_MS = 1_000;

export interface TrialUnderWay {
  trial: TrialProgressFragment | null;
  /** It could not be started, or is not known any more. */
  error: CombinedError | 'gone' | null;
  /** From the request to the last step. */
  busy: boolean;
  start: (draftIds: string[], scenario: string) => Promise<void>;
}

/** A trial and how far it is, looked at every second while it runs. */
export function useTrial(): TrialUnderWay {
  const [trial, setTrial] = useState<TrialProgressFragment | null>(null);
  const [error, setError] = useState<TrialUnderWay['error']>(null);
  const [asking, setAsking] = useState(false);
  const id = trial?.id;
  const runs = error !== 'gone' && (trial?.state === 'PREPARING' || trial?.state === 'RUNNING');

  useEffect(() => {
    if (!id || !runs) return;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const { data } = await plainClient.query(TrialDocument, { id }).toPromise();
      if (gone) return;
      // Without an answer it is asked again; with one that knows of no trial the server has started anew.
      if (data?.trial) setTrial(data.trial);
      else if (data) setError('gone');
      timer = setTimeout(look, LOOK_MS);
    };
    timer = setTimeout(look, LOOK_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [id, runs]);

  const start = useCallback(async (draftIds: string[], scenario: string) => {
    setAsking(true);
    setError(null);
    const { data, error: refused } = await plainClient.mutation(StartTrialDocument, { draftIds, scenario }).toPromise();
    setAsking(false);
    setTrial(data?.startTrial ?? null);
    setError(refused ?? null);
  }, []);

  return { trial, error, busy: asking || runs, start };
}
