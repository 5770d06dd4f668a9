import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StandingTokensDocument, type StandingTokensQuery } from '../../../gql/documents.generated.js';
import { errorSentence } from '../../../lib/error-facts.js';
import { graphqlClient } from '../../../lib/graphql-client.js';
import { SkeletonText } from '../../../ui/skeleton.js';
import { TimeAgo } from '../../../ui/time-ago.js';

type Token = StandingTokensQuery['standingTokens']['nodes'][number];
type Props = {
  processId: string;
  elementId: string;
  /** How many stand there by the last count: another number reads the list again. */
  count: number;
  onOpen: (instanceKey: string) => void;
};

/** What stands at one element, the longest there first. */
export function StandingTokens({ processId, elementId, count, onOpen }: Props) {
  const { t } = useTranslation('operations');
  const [tokens, setTokens] = useState<Token[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another count means another list.
  useEffect(() => {
    let gone = false;
    void read(null).then((page) => {
      if (gone || !page) return;
      setTokens(page.nodes);
      setNext(page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null);
    });
    return () => {
      gone = true;
    };
  }, [processId, elementId, count]);

  async function read(after: string | null) {
    const { data, error } = await graphqlClient
      .query(StandingTokensDocument, { processId, elementId, after }, { requestPolicy: 'network-only' })
      .toPromise();
    setProblem(error ? errorSentence(error, t) : '');
    return data?.standingTokens ?? null;
  }

  async function more() {
    setBusy(true);
    const page = await read(next);
    setBusy(false);
    if (!page) return;
    setTokens((before) => [...(before ?? []), ...page.nodes]);
    setNext(page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null);
  }

  if (problem)
    return (
      <p role="alert" className="ys-field-error">
        {problem}
      </p>
    );
  if (!tokens) return <SkeletonText lines={3} />;
  if (tokens.length === 0) return <p className="soft">{t('byElement.nobody')}</p>;
  return (
    <>
      <ul className="ys-tokens">
        {tokens.map((token) => (
          <li key={token.elementInstanceKey}>
            <button type="button" onClick={() => onOpen(token.instanceKey)}>
              <span className="number">{token.caseNumber ?? t('noCase')}</span>
              {token.hasIncident ? <span className="ys-loads-bad">▲ {t('byElement.incident')}</span> : null}
              <span className="soft">{t('byElement.version', { version: token.version ?? '?' })}</span>
              <span className="soft">
                <TimeAgo at={token.since} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {next ? (
        <Button loading={busy} onClick={more}>
          {t('byElement.more')}
        </Button>
      ) : null}
    </>
  );
}
