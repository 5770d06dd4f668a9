import { useEffect, useRef, useState } from 'react';
import type { City, Finding, ModelFile } from '../../../../../common/src/model-lint/finding.js';
import type { LintAnswer, LintQuestion } from './lint-worker.js';

const REST_MS = 500;

export interface Findings {
  /** Null: not looked yet, or the look failed. */
  list: readonly Finding[] | null;
  /** What is shown is of an earlier text. */
  checking: boolean;
  failed: boolean;
}

/**
 * What is wrong with changed models among those they will run with, half a second after the last change.
 * @param set what runs now; null: not known yet, nothing is asked
 */
export function useFindings(
  set: readonly ModelFile[] | null,
  changes: readonly ModelFile[],
  city: City | null,
): Findings {
  const [state, setState] = useState<Findings>({ list: null, checking: true, failed: false });
  const worker = useRef<Worker | null>(null);
  const asked = useRef(0);

  useEffect(() => {
    const made = new Worker(new URL('./lint-worker.ts', import.meta.url), { type: 'module' });
    made.addEventListener('message', ({ data }: MessageEvent<LintAnswer>) => {
      if (data.number === asked.current) setState({ list: data.findings, checking: false, failed: false });
    });
    made.addEventListener('error', () => setState({ list: null, checking: false, failed: true }));
    worker.current = made;
    return () => made.terminate();
  }, []);

  useEffect(() => {
    if (!set || !city) return;
    setState((before) => ({ ...before, checking: true }));
    const timer = setTimeout(() => {
      asked.current += 1;
      const question: LintQuestion = { number: asked.current, set, changes, city };
      worker.current?.postMessage(question);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [set, changes, city]);

  return state;
}
