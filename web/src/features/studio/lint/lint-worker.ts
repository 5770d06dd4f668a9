import type { City, Finding, ModelFile } from '../../../../../common/src/model-lint/finding.js';
import { lintModels } from '../../../../../common/src/model-lint/lint-models.js';

export interface LintQuestion {
  number: number;
  set: readonly ModelFile[];
  changed: readonly string[];
  city: City;
}

export interface LintAnswer {
  number: number;
  findings: Finding[];
}

/** Lint beside the page: a large model must not make the drawing stutter. */
self.addEventListener('message', async ({ data }: MessageEvent<LintQuestion>) => {
  const { number, set, changed, city } = data;
  const answer: LintAnswer = { number, findings: await lintModels(set, changed, city) };
  self.postMessage(answer);
});
