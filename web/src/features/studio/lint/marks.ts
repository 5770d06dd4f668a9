import type { Finding } from '../../../../../common/src/model-lint/finding.js';

export interface ElementFindings {
  elementId: string;
  level: Finding['level'];
  count: number;
  /** What is wrong, one line each. */
  title: string;
}

/** One mark for each element of a file that something is wrong with: the worst of it. @param say words of a finding */
export function marksOf(
  findings: readonly Finding[],
  path: string,
  say: (finding: Finding) => string,
): ElementFindings[] {
  const marks = new Map<string, ElementFindings>();
  for (const finding of findings) {
    if (finding.path !== path || finding.element === '') continue;
    const before = marks.get(finding.element);
    marks.set(finding.element, {
      elementId: finding.element,
      level: before?.level === 'error' ? 'error' : finding.level,
      count: (before?.count ?? 0) + 1,
      title: before ? `${before.title}\n${say(finding)}` : say(finding),
    });
  }
  return [...marks.values()];
}
