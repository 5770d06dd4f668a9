import type { TrialStep } from '../../../../common/src/scenarios/trial-step.js';

export type TrialState = 'PREPARING' | 'RUNNING' | 'PASSED' | 'FAILED' | 'REFUSED' | 'BROKEN';

export interface TrialRoute {
  processId: string;
  version: number;
  state: string;
  /** ISO 8601 */
  startedAt: string | null;
  endedAt: string | null;
  xml: string;
  steps: object[];
  flowsTaken: string[];
}

export interface Trial {
  id: string;
  /** Who started it; nobody else reads it. */
  userId: string;
  state: TrialState;
  scenario: string;
  name: string;
  nameEn: string;
  total: number;
  steps: readonly TrialStep[];
  routes: readonly TrialRoute[];
  message: string | null;
  /** Wall time. */
  startedAt: Date;
  endedAt: Date | null;
}

/** What the stage says of a trial. */
export type StageNews =
  | { state: 'RUNNING' }
  | { step: TrialStep }
  | { done: { passed: boolean; routes: TrialRoute[] } }
  | { refused: string }
  | { broken: string };

export const isOver = ({ state }: Pick<Trial, 'state'>): boolean => state !== 'PREPARING' && state !== 'RUNNING';

/** The trial after that news; over is over. */
export function afterNews(trial: Trial, news: StageNews, at: Date): Trial {
  if (isOver(trial)) return trial;
  if ('state' in news) return { ...trial, state: news.state };
  if ('step' in news) return { ...trial, steps: [...trial.steps, news.step] };
  if ('done' in news)
    return { ...trial, state: news.done.passed ? 'PASSED' : 'FAILED', routes: news.done.routes, endedAt: at };
  if ('refused' in news) return { ...trial, state: 'REFUSED', message: news.refused, endedAt: at };
  return { ...trial, state: 'BROKEN', message: news.broken, endedAt: at };
}
