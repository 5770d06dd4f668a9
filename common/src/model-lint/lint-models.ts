import { extension, headers } from './bpmn-element.js';
import type { City, Finding, ModelFile, Report } from './finding.js';
import type { LintRule } from './lint-rules.js';
import { type Models, type ReadFile, readModels } from './models.js';
import { OWN_RULES } from './own-rules.js';
import { DEADLINES } from './platform.js';
import type { BpmnFile, ProcessModel } from './read-bpmn.js';
import type { Rule } from './rule.js';
import { expressionLength, type Outline, outlineOf, runLintRule } from './run-lint-rule.js';

/** Of one file: who sees so many has seen enough, and a screen must show them all. */
const MOST_FINDINGS = 500;
/** Longer names and texts are cut in messages and details. */
const LONGEST_DETAIL = 300;
/** With more parts or text than this, rules that compare everything with everything else would take minutes. */
const MOST_PARTS = 8_000;
const MOST_CHARACTERS = 2_000_000;
/** Reading broken FEEL takes a tenth of a millisecond for each character. */
const MOST_EXPRESSION = 100_000;
const MOST_PROCESSES = 300;
const TOO_MANY = 'too-many-elements';

/**
 * All findings of `changed` (paths in `set`) against the whole set they will run with, and those of files that use what
 * changed: a gateway that reads what a changed form no longer gives. Broken files are findings. Never throws; bounded in
 * time and memory: a file of more than 20 million characters is not read, one with thousands of elements is checked by
 * the quick rules only, and both are said.
 */
export async function lintModels(
  set: readonly ModelFile[],
  changed: readonly string[],
  city: City,
): Promise<Finding[]> {
  const models = await readModels(set);
  const findings: Finding[] = [];
  for (const file of models.files) {
    const isChanged = changed.includes(file.path);
    if (!isChanged && !usesAny(file, changed, models)) continue;
    const own = ownFindings(file, models, city);
    const all = isChanged && file.kind === 'PROCESS' ? [...own, ...(await lintFindings(file))] : own;
    findings.push(...limited(file.path, all));
  }
  return findings;
}

/** Whether a process uses a form, decision or process of a changed file, or a decision the choices of a changed form. */
function usesAny(file: ReadFile, changed: readonly string[], models: Models): boolean {
  if (file.kind === 'DECISION') {
    const forms = [...models.forms.values()].filter(({ path }) => changed.includes(path));
    const given = new Set(forms.flatMap(({ fields }) => fields.filter(({ output }) => output).map(({ key }) => key)));
    return file.decisions.some(({ table }) => table?.inputs.some(({ expression }) => given.has(expression)));
  }
  if (file.kind !== 'PROCESS') return false;
  const has = (each: { readonly path: string } | undefined) => each !== undefined && changed.includes(each.path);
  return file.processes.some(({ elements }) =>
    elements.some(
      (element) =>
        has(models.forms.get(extension(element, 'zeebe:FormDefinition')?.formId ?? '')) ||
        has(models.decisions.get(extension(element, 'zeebe:CalledDecision')?.decisionId ?? '')) ||
        (headers(element).clock !== undefined && has(models.decisions.get(DEADLINES))) ||
        has(models.processById.get(extension(element, 'zeebe:CalledElement')?.processId ?? '')),
    ),
  );
}

function ownFindings(file: ReadFile, models: Models, city: City): Finding[] {
  const findings: Finding[] = [];
  const around = { models, city };
  for (const rule of OWN_RULES) {
    const report = reporter(rule, file.path, findings);
    guarded(rule.code, file.path, findings, () => {
      rule.file?.(file, around, report);
      if (file.kind === 'PROCESS') {
        for (const process of checkedProcesses(file)) rule.process?.(process, { ...around, file }, report);
      } else if (file.kind === 'DECISION') {
        for (const decision of file.decisions) rule.decision?.(decision, around, report);
      } else if (file.kind === 'FORM') rule.form?.(file, around, report);
    });
  }
  return findings;
}

/** What is only drawn to be looked at (another party's pool) promises nothing; a file with nothing else is checked as a whole. */
function checkedProcesses({ processes }: BpmnFile): readonly ProcessModel[] {
  const executable = processes.filter(({ element }) => element.isExecutable);
  return (executable.length > 0 ? executable : processes).slice(0, MOST_PROCESSES);
}

function reporter({ code, level = 'error' }: Rule, path: string, findings: Finding[]): Report {
  return (element, message, details = {}, more = {}) => {
    if (findings.length > MOST_FINDINGS) return;
    findings.push({
      level: more.level ?? level,
      path,
      element: element ?? '',
      rule: code,
      details: Object.fromEntries(Object.entries(details).map(([key, value]) => [key, cut(value)])),
      message: cut(message),
      ...(more.repair && { repair: more.repair }),
    });
  };
}

async function lintFindings(file: BpmnFile): Promise<Finding[]> {
  const outline = outlineOf(file.definitions);
  const isTooLarge =
    outline.length > MOST_PARTS ||
    file.size > MOST_CHARACTERS ||
    file.processes.length > MOST_PROCESSES ||
    expressionLength(outline) > MOST_EXPRESSION;
  if (isTooLarge) {
    const details = { parts: String(outline.length) };
    const message = `is too large for all rules (${outline.length} parts): the quick ones looked at it, split it into smaller processes`;
    return [{ level: 'warning', path: file.path, element: '', rule: TOO_MANY, details, message }];
  }
  const findings: Finding[] = [];
  // When first needed: the rules of others are most of the weight of a page that lints.
  const { LINT_RULES } = await import('./lint-rules.js');
  for (const rule of LINT_RULES) {
    guarded(rule.code, file.path, findings, () => findings.push(...findingsOf(rule, file.path, outline)));
  }
  return findings;
}

function findingsOf(rule: LintRule, path: string, outline: Outline): Finding[] {
  return runLintRule(rule, outline).map(({ element, problem }) => ({
    level: rule.level,
    path,
    element,
    rule: rule.code,
    details: { problem: cut(problem) },
    message: cut(`${problem} (${rule.code})`),
  }));
}

/** A rule that crashes on a model (some of others do) is said; the rest goes on. */
function guarded(code: string, path: string, findings: Finding[], check: () => void): void {
  try {
    check();
  } catch (error) {
    const problem = cut(error instanceof Error ? error.message : String(error));
    findings.push({
      level: 'warning',
      path,
      element: '',
      rule: 'rule-crashed',
      details: { rule: code, problem },
      message: `rule ${code} could not be checked (${problem}): look yourself`,
    });
  }
}

function limited(path: string, findings: readonly Finding[]): Finding[] {
  if (findings.length <= MOST_FINDINGS) return [...findings];
  const shown = findings.slice(0, MOST_FINDINGS);
  const level = findings.some((finding) => finding.level === 'error') ? 'error' : 'warning';
  const details = { shown: String(MOST_FINDINGS) };
  const message = `has more findings than the ${MOST_FINDINGS} that are shown: mend these first`;
  return [...shown, { level, path, element: '', rule: 'more-findings', details, message }];
}

function cut(text: string): string {
  return text.length > LONGEST_DETAIL ? `${text.slice(0, LONGEST_DETAIL)}…` : text;
}
