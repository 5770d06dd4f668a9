import { Injectable } from '@nestjs/common';
import { readModelText } from '../../../../common/src/model-text/read-model-text.js';
import { type ReleaseFinding, ReleaseHasFindings } from './studio.errors.js';

interface ModelFile {
  path: string;
  content: string;
}

/** What keeps models from being proposed: the one place that asks lint. */
@Injectable()
export class ReleaseFindings {
  /**
   * @param set what the changed files will run with, they themselves among it @param changed paths of what is proposed
   * @throws ReleaseHasFindings when there is an error among them
   */
  async demandNone(set: readonly ModelFile[], changed: readonly string[]): Promise<void> {
    const findings = set.filter(({ path }) => changed.includes(path)).flatMap(findingsOf);
    if (findings.length > 0) throw new ReleaseHasFindings(findings);
  }
}

function findingsOf({ path, content }: ModelFile): ReleaseFinding[] {
  const found = (rule: string, message: string, element = ''): ReleaseFinding => ({ path, element, rule, message });
  const { model, problem } = readModelText(content);
  if (!model) return [found('unreadable', `It cannot be read as a model (${problem}).`)];
  if (model.kind !== 'PROCESS' || !/<zeebe:userTask\b/.test(content)) return [];
  return [
    found('userTaskKind', 'Remove "zeebe:userTask" from its user tasks: the engine would keep their jobs to itself.'),
  ];
}
