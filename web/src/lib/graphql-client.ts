import {
  type CombinedError,
  cacheExchange,
  createClient,
  fetchExchange,
  mapExchange,
  type OperationResult,
} from 'urql';
import { errorFacts } from './error-facts.js';
import { reportNetwork } from './network-state.js';
import { currentViewer } from './session.js';

let whenSignedOut: () => void = () => {};

/** The router says where to go when the server no longer knows who is asking. */
export function onSignedOut(action: () => void): void {
  whenSignedOut = action;
}

/** Cookie and, for everything that changes something, the token that only our own pages can read. */
export function requestHeaders(): Record<string, string> {
  const token = currentViewer()?.csrfToken;
  return token ? { 'x-csrf-token': token } : {};
}

function notice(error: CombinedError): void {
  if (error.networkError) reportNetwork('down');
  else if (errorFacts(error).code === 'UNAUTHENTICATED' && currentViewer()) whenSignedOut();
}

const watch = mapExchange({
  onResult(result: OperationResult) {
    if (!result.error?.networkError) reportNetwork('up');
  },
  onError: notice,
});

const options = {
  url: '/graphql',
  preferGetMethod: false as const,
  fetchOptions: () => ({ credentials: 'same-origin' as const, headers: requestHeaders() }),
};

/** Pages read through this one: equal questions are asked once, a mutation re-asks what it touched. */
export const graphqlClient = createClient({ ...options, exchanges: [watch, cacheExchange, fetchExchange] });

/** No cache: for answers a page keeps itself (endless lists) and for writes that must not re-ask the page (drafts). */
export const plainClient = createClient({ ...options, exchanges: [watch, fetchExchange] });
