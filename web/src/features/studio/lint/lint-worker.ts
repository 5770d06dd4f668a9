import type { City, Finding, ModelFile } from '../../../../../common/src/model-lint/finding.js';
import { lintModels } from '../../../../../common/src/model-lint/lint-models.js';
import { withChanges } from '../../../../../common/src/model-lint/with-changes.js';

export interface LintQuestion {
  number: number;
  set: readonly ModelFile[];
  /** Put in the place of what they change. */
  changes: readonly ModelFile[];
  city: City;
}

export interface LintAnswer {
  number: number;
  findings: Finding[];
}

/** Lint beside the page: a large model must not make the drawing stutter. */
self.addEventListener('message', async ({ data }: MessageEvent<LintQuestion>) => {
  const { number, set, changes, city } = data;
  const paths = changes.map(({ path }) => path);
  const answer: LintAnswer = { number, findings: await lintModels(await withChanges(set, changes), paths, city) };
  self.postMessage(answer);
});
