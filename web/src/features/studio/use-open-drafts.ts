import { useMemo } from 'react';
import { useQuery } from 'urql';
import { OpenDraftsDocument } from '../../gql/documents.generated.js';

/** Every draft of the house, as it is now. */
export function useOpenDrafts() {
  const [{ data }] = useQuery({ query: OpenDraftsDocument, requestPolicy: 'network-only' });
  return useMemo(
    () => (data?.models ?? []).flatMap(({ kind, modelId, draft }) => (draft ? [{ kind, modelId, ...draft }] : [])),
    [data],
  );
}
