import type { ReportDraft, ReportProblems } from './report-draft.js';

/** What every question of the report needs. */
export type StepProps = {
  draft: ReportDraft;
  patch: (change: Partial<ReportDraft>) => void;
  /** The sentence under a field, once someone tried to go on. */
  problem: (field: keyof ReportProblems) => string | undefined;
};
