import { useCallback, useEffect, useRef, useState } from 'react';
import { SaveDraftDocument } from '../../../gql/documents.generated.js';
import { errorFacts } from '../../../lib/error-facts.js';
import { plainClient } from '../../../lib/graphql-client.js';
import type { FormDraft } from '../../../ui/form/form-values.js';
import { forgetLocally, keepLocally, packDraft } from './form-draft.js';

export type DraftState = { kind: 'none' | 'saving' | 'local' | 'failed' } | { kind: 'saved' | 'restored'; at: string };

const waitMs = 1200;

/**
 * Saves a form by itself: shortly after the last key, at once when the page is left, on this machine while the server is
 * away. One save at a time, so that an older text never overtakes a newer one.
 */
export function useDraft(taskId: string, first: DraftState) {
  const [state, setState] = useState<DraftState>(first);
  const waiting = useRef<FormDraft | null>(null);
  const sending = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stopped = useRef(false);

  const flush = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    if (sending.current || !waiting.current) return;
    const draft = waiting.current;
    waiting.current = null;
    sending.current = true;
    setState({ kind: 'saving' });
    const { data, error } = await plainClient
      .mutation(SaveDraftDocument, { id: taskId, draft: packDraft(draft) })
      .toPromise();
    sending.current = false;
    if (stopped.current) return;
    if (data) {
      if (!waiting.current) forgetLocally(taskId);
      setState({ kind: 'saved', at: data.saveDraft.draftSavedAt ?? new Date().toISOString() });
    } else if (error) {
      const { code } = errorFacts(error);
      setState({ kind: code === 'NETWORK' ? 'local' : 'failed' });
      waiting.current ??= draft;
      // A refusal (the task went elsewhere) will not change by asking again; an outage will.
      if (code === 'NETWORK' || code === 'UNAVAILABLE') timer.current = setTimeout(() => void flush(), 5000);
      return;
    }
    if (waiting.current) timer.current = setTimeout(() => void flush(), waitMs);
  }, [taskId]);

  const keep = useCallback(
    (draft: FormDraft) => {
      waiting.current = draft;
      keepLocally(taskId, draft);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), waitMs);
    },
    [flush, taskId],
  );

  /** After the task is submitted there is nothing left to save. */
  const stop = useCallback(() => {
    stopped.current = true;
    waiting.current = null;
    clearTimeout(timer.current);
    forgetLocally(taskId);
  }, [taskId]);

  useEffect(() => {
    stopped.current = false;
    const leave = (event: BeforeUnloadEvent) => {
      if (!waiting.current && !sending.current) return;
      void flush();
      event.preventDefault();
    };
    const hide = () => document.visibilityState === 'hidden' && void flush();
    window.addEventListener('beforeunload', leave);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('beforeunload', leave);
      document.removeEventListener('visibilitychange', hide);
      void flush();
    };
  }, [flush]);

  return { state, keep, stop };
}
