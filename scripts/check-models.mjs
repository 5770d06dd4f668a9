// Checks everything in workflows/ that can be known without an engine; prints `file: element: message`, exit 1 on errors.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Linter from 'bpmnlint/lib/linter.js';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js';
import { caseStatuses, phases } from '../common/src/case-list/case-enums.generated.ts';
import { extension, headers, readModels, root, workflowsFolder } from './read-models.mjs';

/** @typedef {{ level: 'error' | 'warning', file: string, element: string, message: string }} Finding */
/** @typedef {Awaited<ReturnType<typeof readModels>>} Models */

// Variables that come from the platform's code: with the message that starts a process, and from its service jobs.
const FROM_MESSAGES = {
  'msg.case.received': [
    'caseId',
    'caseNumber',
    'caseType',
    'channel',
    'category',
    'area',
    'secrecy',
    'statedDisposition',
  ],
  'msg.case.withdrawn': ['caseId', 'caseNumber', 'withdrawalId'],
  'msg.case.voided': ['caseId', 'caseNumber', 'voidId'],
  'msg.case.instructed': ['caseId', 'caseNumber', 'instructionId', 'subjectId'],
  'msg.clock.started': ['clockId', 'caseId', 'caseNumber', 'nextTickAt'],
  'msg.extension.requested': ['caseId', 'caseNumber', 'subjectId', 'extensionNo', 'leadUnit'],
  'msg.supervision.open': [
    'caseId',
    'caseNumber',
    'subjectId',
    'leadUnit',
    'answerer',
    'signer',
    'stepGroups',
    'requestedLevel',
    'red',
    'reworkNo',
    'unitsInDispute',
    'linkedCases',
    'instruction',
    'massRisk',
  ],
  'msg.inspection.ordered': ['caseId', 'caseNumber', 'subjectId'],
  'msg.case.counit.added': ['caseId', 'caseNumber', 'assignmentId', 'subjectId', 'coUnit', 'leadUnit'],
};
const FROM_JOBS = {
  'screen-request': [
    'emergencyWord',
    'vulnerable',
    'callersSameSpot',
    'duplicateOpen',
    'newFacts',
    'knowledgeHit',
    'statutoryChannel',
    'statutoryLimit',
    'month',
    'reworkNo',
  ],
  'assign-unit': ['leadUnit', 'assignmentId', 'acknowledged'],
  'resume-handling': ['reworkNo', 'acknowledged'],
  'clock-tick': ['clockState', 'nextTickAt'],
  'set-supervision-level': ['level'],
};
// `handle` says whether an explanation gave its legal basis; the platform computes it from the form.
const FROM_TASKS = { handle: ['legalBasisGiven'] };

// Limits that follow from another one's span: the platform reckons them (CO_HANDLE: 80 % of HANDLE).
const DERIVED_CLOCKS = ['CO_HANDLE'];

// The engine knows no other (8.5 documentation of hit policies).
const HIT_POLICIES = ['UNIQUE', 'ANY', 'FIRST', 'RULE ORDER', 'COLLECT'];
// A step is never at a status of a case that has ended.
const STATUSES = caseStatuses.slice(0, caseStatuses.indexOf('CLOSED'));
// A case waits for weeks on this route; the engine moves it to a new version in place only without these.
const ROUTE = 'case-main';
const UNMOVABLE = [
  'bpmn:BoundaryEvent',
  'bpmn:EventBasedGateway',
  'bpmn:IntermediateCatchEvent',
  'bpmn:ReceiveTask',
  'bpmn:ParallelGateway',
  'bpmn:InclusiveGateway',
  'bpmn:CallActivity',
];

const FEEL_WORDS = new Set([
  'and',
  'or',
  'not',
  'null',
  'true',
  'false',
  'if',
  'then',
  'else',
  'in',
  'between',
  'some',
  'every',
  'satisfies',
  'for',
  'return',
  'instance',
  'of',
]);

/**
 * @param {string} [folder]
 * @returns {Promise<Finding[]>}
 */
export async function checkModels(folder = workflowsFolder) {
  const models = await readModels(folder);
  return [
    ...(await lint(models)),
    ...models.processes.flatMap((process) => checkProcess(process, models)),
    ...checkDecisions(models),
    ...checkForms(models),
  ];
}

/**
 * bpmnlint, recommended rules and the engine's; a rule that crashes on a model is a warning, not an end.
 * @param {Models} models
 * @returns {Promise<Finding[]>}
 */
async function lint({ processes }) {
  const config = JSON.parse(readFileSync(join(root, '.bpmnlintrc'), 'utf8'));
  const findings = /** @type {Finding[]} */ ([]);
  // The linter prints crashed rules by itself and then reports them as `rule-error` as well.
  const print = console.error;
  console.error = () => {};
  try {
    for (const { file, definitions } of processes) {
      const results = await new Linter({ config, resolver: new NodeResolver() }).lint(definitions);
      for (const [rule, reports] of Object.entries(results)) {
        for (const { id, message, category } of reports) {
          findings.push({
            level: category === 'error' ? 'error' : 'warning',
            file,
            element: id ?? '',
            message: `${message} (${rule})`,
          });
        }
      }
    }
  } finally {
    console.error = print;
  }
  return findings;
}

/** @param {Models['processes'][number]} process @param {Models} models @returns {Finding[]} */
function checkProcess({ file, definitions, warnings, elements }, { decisions, forms }) {
  const findings = warnings.map((message) => error(file, '', message));
  const report = (/** @type {string} */ element, /** @type {string} */ message) =>
    findings.push(error(file, element, message));
  const [process] = definitions.rootElements.filter((/** @type {any} */ element) => element.$type === 'bpmn:Process');
  if (process?.id !== basename(file, '.bpmn')) report(process?.id ?? '', 'the file must be named after its process');

  const drawn = new Map(
    definitions.diagrams?.flatMap(({ plane }) =>
      plane.planeElement.map((/** @type {any} */ part) => [part.bpmnElement?.id, part]),
    ),
  );
  const given = new Set(['caseId']);
  for (const { $type, name } of definitions.rootElements) {
    if ($type === 'bpmn:Message') for (const variable of FROM_MESSAGES[name] ?? []) given.add(variable);
  }
  for (const element of elements) for (const variable of variablesFrom(element, forms)) given.add(variable);

  for (const element of elements) {
    const part = drawn.get(element.id);
    if (element.$instanceOf('bpmn:FlowNode') && !part?.bounds) report(element.id, 'is not drawn');
    if (element.$type === 'bpmn:SequenceFlow' && !(part?.waypoint?.length >= 2)) report(element.id, 'is not drawn');
    // A gateway where ways only come together asks nothing.
    const joins = element.$instanceOf('bpmn:Gateway') && (element.outgoing ?? []).length < 2;
    if (!element.name && !joins && element.$instanceOf('bpmn:FlowNode')) report(element.id, 'has no name');
    if (element.$type === 'bpmn:UserTask') checkUserTask(element, forms, decisions, report);
    if (element.$type === 'bpmn:ExclusiveGateway' && element.outgoing?.length > 1 && !element.default)
      report(element.id, 'needs a default flow: a missing variable must not stop a case');
    const called = extension(element, 'zeebe:CalledDecision');
    const decision = decisions.find(({ id }) => id === called?.decisionId);
    if (called && !decision) report(element.id, `decision ${called.decisionId} does not exist`);
    const { phase, status } = headers(element);
    if (phase !== undefined && !phases.includes(phase)) report(element.id, `phase ${phase} does not exist`);
    if (status !== undefined && !STATUSES.includes(status)) report(element.id, `status ${status} does not exist`);
    const read = [
      ...feelVariables(element.conditionExpression?.body),
      ...feelVariables(extension(element, 'zeebe:AssignmentDefinition')?.candidateGroups),
      ...(decision?.inputs ?? []).flatMap((input) => feelVariables(`=${input}`)),
    ];
    for (const variable of new Set(read)) {
      if (!given.has(variable))
        report(element.id, `reads ${variable}, which no form, decision, job or message of this process gives`);
    }
    const moves = !UNMOVABLE.includes(element.$type) && !element.loopCharacteristics && !element.triggeredByEvent;
    if (process?.id === ROUTE && !moves)
      report(element.id, `${element.$type} on the route keeps waiting cases from moving to a new version in place`);
  }
  return findings;
}

/** What an element leaves in its process. @param {any} element @param {Models['forms']} forms @returns {string[]} */
function variablesFrom(element, forms) {
  const mapped = extension(element, 'zeebe:IoMapping')?.outputParameters;
  if (mapped?.length > 0) return mapped.map((/** @type {any} */ { target }) => target);
  const form = forms.find(({ schema }) => schema.id === extension(element, 'zeebe:FormDefinition')?.formId);
  return [
    ...(form?.fields ?? []).filter(isOutput).map(({ key }) => key),
    ...(FROM_JOBS[extension(element, 'zeebe:TaskDefinition')?.type] ?? []),
    ...(FROM_TASKS[headers(element).task] ?? []),
    ...[extension(element, 'zeebe:CalledDecision')?.resultVariable].filter(Boolean),
  ];
}

/** @param {any} element @param {Models['forms']} forms @param {Models['decisions']} decisions @param {(element: string, message: string) => void} report */
function checkUserTask(element, forms, decisions, report) {
  if (extension(element, 'zeebe:UserTask')) report(element.id, 'must be a job-worker user task: remove zeebe:userTask');
  const form = extension(element, 'zeebe:FormDefinition')?.formId;
  if (!form) report(element.id, 'has no form');
  else if (!forms.some(({ schema }) => schema.id === form)) report(element.id, `form ${form} does not exist`);
  if (!extension(element, 'zeebe:AssignmentDefinition')?.candidateGroups)
    report(element.id, 'has no candidate groups: nobody would see the task');
  const { clock } = headers(element);
  if (clock === undefined && !element.documentation?.some((/** @type {any} */ { text }) => text?.trim()))
    report(element.id, 'needs a clock, or a documentation that says why nothing limits it');
  const clocks = decisions.find(({ id }) => id === 'dmn_deadlines')?.outputs ?? [];
  if (clock !== undefined && !clocks.includes(clock) && !DERIVED_CLOCKS.includes(clock))
    report(element.id, `clock ${clock} has no span in dmn_deadlines`);
}

/** @param {Models} models @returns {Finding[]} */
function checkDecisions({ decisions }) {
  return decisions.flatMap(({ file, id, hitPolicy }) => [
    ...(id === basename(file, '.dmn') ? [] : [error(file, id, 'the file must be named after its decision')]),
    ...(hitPolicy === null || HIT_POLICIES.includes(hitPolicy)
      ? []
      : [error(file, id, `the engine does not know hit policy ${hitPolicy}`)]),
  ]);
}

/** @param {Models} models @returns {Finding[]} */
function checkForms({ forms, processes }) {
  const used = new Set(
    processes.flatMap(({ elements }) => elements.map((element) => extension(element, 'zeebe:FormDefinition')?.formId)),
  );
  return forms.flatMap(({ file, schema, fields }) => {
    const keys = fields.map(({ key }) => key);
    return [
      ...(schema.id === basename(file, '.form')
        ? []
        : [error(file, schema.id ?? '', 'the file must be named after its form')]),
      ...(used.has(schema.id)
        ? []
        : [
            /** @type {Finding} */ ({
              level: 'warning',
              file,
              element: schema.id,
              message: 'no process uses this form',
            }),
          ]),
      ...keys
        .filter((key, index) => keys.indexOf(key) !== index)
        .map((key) => error(file, key, 'two fields have this key')),
      ...fields
        .filter((field) => !field.label || !field.properties?.labelEn)
        .map(({ key }) => error(file, key, 'needs a label in Chinese and in English (properties.labelEn)')),
      ...fields
        .filter((field) => (field.values ?? []).some((/** @type {any} */ option) => !option.label || !option.labelEn))
        .map(({ key }) => error(file, key, 'every option needs a label in Chinese and in English (labelEn)')),
    ];
  });
}

/** The editor stores properties as texts. @param {any} field */
function isOutput(field) {
  return String(field.properties?.output) === 'true';
}

/** Names a FEEL expression reads; paths count by their first name. @param {string | undefined} expression */
function feelVariables(expression) {
  if (!expression?.startsWith('=')) return [];
  const names = expression.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/(?<![\w.])[A-Za-z_]\w*(?!\w*\s*\()/g) ?? [];
  return names.filter((name) => !FEEL_WORDS.has(name));
}

/** @param {string} file @param {string} element @param {string} message @returns {Finding} */
function error(file, element, message) {
  return { level: 'error', file, element, message };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const findings = await checkModels();
  for (const { level, file, element, message } of findings) {
    console.log(`${file}: ${element}: ${level === 'warning' ? 'warning: ' : ''}${message}`);
  }
  if (findings.some(({ level }) => level === 'error')) process.exitCode = 1;
}
