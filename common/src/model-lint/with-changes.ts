import type { ModelFile } from './finding.js';
import { type ReadFile, readModels } from './models.js';

/** The set as it is once these files are in it: each takes the place of those with its path or with a model of its id. */
export async function withChanges(set: readonly ModelFile[], changes: readonly ModelFile[]): Promise<ModelFile[]> {
  const { files } = await readModels(set);
  const changed = await readModels(changes);
  const ids = new Set(changed.files.flatMap(modelsIn));
  const paths = new Set(changes.map(({ path }) => path));
  const rest = set.filter(({ path }, index) => {
    const file = files[index];
    return !paths.has(path) && !(file && modelsIn(file).some((model) => ids.has(model)));
  });
  return [...rest, ...changes];
}

/** Kind and id of every model in a file. */
function modelsIn(file: ReadFile): string[] {
  switch (file.kind) {
    case 'PROCESS':
      return file.processes.map(({ id }) => `PROCESS ${id}`);
    case 'DECISION':
      return file.decisions.map(({ id }) => `DECISION ${id}`);
    case 'FORM':
      return [`FORM ${file.id}`];
    case 'UNREADABLE':
      return [];
  }
}
