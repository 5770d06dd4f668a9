import type { ReadFile } from '../models.js';
import type { Rule } from '../rule.js';

/** A file of the set is found by the id of what is in it; a file from elsewhere may be called as it likes. */
export const fileName: Rule = {
  code: 'file-name',
  file(file, _around, report) {
    const [, name] = /^(?:processes|decisions|forms)\/(.+)\.(?:bpmn|dmn|form)$/.exec(file.path) ?? [];
    const ids = idsIn(file);
    if (name === undefined || ids === null || ids.includes(name)) return;
    const [id = ''] = ids;
    report(id, `the file must be named after what is in it: rename it, or the model to ${name}`, { id, name });
  },
};

function idsIn(file: ReadFile): string[] | null {
  switch (file.kind) {
    case 'PROCESS':
      return file.processes.map(({ id }) => id);
    case 'DECISION':
      return file.decisions.map(({ id }) => id);
    case 'FORM':
      return [file.id];
    case 'UNREADABLE':
      return null;
  }
}
