import { useCallback, useEffect, useRef, useState } from 'react';
import { type DraftFieldsFragment, SaveModelDraftDocument } from '../../gql/documents.generated.js';
import { errorFacts } from '../../lib/error-facts.js';
import { plainClient } from '../../lib/graphql-client.js';

export type SavingState =
  | { kind: 'saved'; at: string }
  | { kind: 'unsaved' | 'saving' }
  /** Not reached: it is tried again by itself. */
  | { kind: 'away' }
  /** The text was refused, for a reason it has itself. */
  | { kind: 'refused'; problem: string; line: number | null }
  /** Somebody saved meanwhile: nothing is saved before the reader has chosen whose text stays. */
  | { kind: 'changed'; by: string; at: string; revision: number }
  | { kind: 'takenOver'; by: string; at: string };

const REST_MS = 2_000;
const RETRY_MS = 5_000;

/** Saves a draft two seconds after its last change, one save at a time, each on the revision of the one before. */
export function useDraftSaving(draft: DraftFieldsFragment) {
  const [state, setState] = useState<SavingState>({ kind: 'saved', at: draft.updatedAt });
  const waiting = useRef<string | null>(null);
  const touched = useRef(false);
  const revision = useRef(draft.revision);
  const sending = useRef<Promise<boolean> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const again = useRef<() => Promise<boolean>>(async () => true);

  const send = useCallback(async (): Promise<boolean> => {
    const content = waiting.current;
    if (content === null) return true;
    waiting.current = null;
    setState({ kind: 'saving' });
    const { data, error } = await plainClient
      .mutation(SaveModelDraftDocument, { id: draft.id, revision: revision.current, content })
      .toPromise();
    if (data) {
      revision.current = data.saveModelDraft.revision;
      setState(
        waiting.current === null && !touched.current
          ? { kind: 'saved', at: data.saveModelDraft.updatedAt }
          : { kind: 'unsaved' },
      );
      return true;
    }
    waiting.current ??= content;
    const { code, name, details } = errorFacts(error as NonNullable<typeof error>);
    const by = String(details.by ?? '');
    const at = String(details.at ?? '');
    if (name === 'DraftChanged') setState({ kind: 'changed', by, at, revision: Number(details.revision) });
    else if (name === 'DraftTakenOver') setState({ kind: 'takenOver', by, at });
    else if (code === 'INVALID') {
      const line = typeof details.line === 'number' ? details.line : null;
      setState({ kind: 'refused', problem: String(details.problem ?? 'other'), line });
    } else {
      setState({ kind: 'away' });
      timer.current = setTimeout(() => void again.current(), RETRY_MS);
    }
    return false;
  }, [draft.id]);

  /** Saves what waits, after the save that is on its way. @returns whether everything is saved */
  const flush = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    if (sending.current && !(await sending.current)) return false;
    if (waiting.current === null) return true;
    sending.current = send();
    const saved = await sending.current;
    sending.current = null;
    return saved;
  }, [send]);
  again.current = flush;

  /** Something was changed; its text follows in a moment. */
  const touch = useCallback(() => {
    touched.current = true;
    setState((before) => (before.kind === 'changed' || before.kind === 'takenOver' ? before : { kind: 'unsaved' }));
  }, []);

  const keep = useCallback(
    (content: string) => {
      touch();
      touched.current = false;
      waiting.current = content;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), REST_MS);
    },
    [flush, touch],
  );

  /** The reader's text goes over what somebody else saved. */
  const overwrite = useCallback(
    (newer: number) => {
      revision.current = newer;
      setState({ kind: 'unsaved' });
      void flush();
    },
    [flush],
  );

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (waiting.current !== null || touched.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      clearTimeout(timer.current);
    };
  }, []);

  return {
    state,
    touch,
    keep,
    flush,
    overwrite,
    unsaved: () => waiting.current,
    isTouched: () => touched.current,
  };
}
