import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CombinedError, useQuery } from 'urql';
import {
  type DraftFieldsFragment,
  OpenDraftDocument,
  StudioDraftDocument,
  StudioSetDocument,
} from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { LinkButton } from '../../ui/link-button.js';
import { SkeletonText } from '../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../ui/states.js';
import { DraftDesk } from './draft-desk.js';
import './studio.css';

/** As it was read or taken over: what the editor was opened with. Another `turn` opens it anew. */
type Loaded = { turn: number; draft: DraftFieldsFragment | null } | { error: CombinedError };

/**
 * A draft with its editor; whoever comes to one that nobody holds holds it from then on. Not read through the cache: a save
 * would read it again, and the editor be opened anew under its author's hands.
 */
export function DraftPageContent({ id }: { id: string }) {
  const { t } = useTranslation('studio');
  const [{ data: set, error: setError }, askSet] = useQuery({
    query: StudioSetDocument,
    requestPolicy: 'network-only',
  });
  const [loaded, setLoaded] = useState<Loaded | null>(null);

  const load = useCallback(async () => {
    const { data, error } = await plainClient.query(StudioDraftDocument, { id }).toPromise();
    if (error) return setLoaded({ error });
    const found = data?.draft ?? null;
    if (found && found.lockedBy === null) {
      const { kind, modelId } = found;
      const opened = await plainClient.mutation(OpenDraftDocument, { kind, modelId }).toPromise();
      // Who may only read sees it as it is.
      return setLoaded({ turn: Date.now(), draft: opened.data?.openDraft ?? found });
    }
    setLoaded({ turn: Date.now(), draft: found });
  }, [id]);
  useEffect(() => void load(), [load]);

  const error = setError ?? (loaded && 'error' in loaded ? loaded.error : undefined);
  if (error && !(set && loaded && 'turn' in loaded)) {
    const retry = () => {
      askSet({ requestPolicy: 'network-only' });
      void load();
    };
    return <BrokenState error={error} onRetry={retry} />;
  }
  if (!set || !loaded || !('turn' in loaded)) return <SkeletonText lines={8} />;
  const { draft, turn } = loaded;
  if (!draft) {
    return (
      <EmptyState
        title={t('draft.missing')}
        text={t('draft.missingText')}
        actions={<LinkButton to="/models">{t('model.toLibrary')}</LinkButton>}
      />
    );
  }
  return (
    <DraftDesk
      key={turn}
      draft={draft}
      set={set}
      onReload={load}
      onHeld={(held) => setLoaded({ turn: Date.now(), draft: held })}
    />
  );
}
