import { readHttpCall } from '../../platform-steps/http-call.js';
import { NOTICE_RECEIVERS, NOTICE_ROLES, readerOf, STEP_NOTICES } from '../../platform-steps/step-notices.js';
import { isSpan } from '../../working-time/span.js';
import { type BpmnElement, extension, headers, isA, jobType } from '../bpmn-element.js';
import {
  HTTP_JOB,
  NOTICE_JOB,
  ROUTE,
  START_CLOCK_JOB,
  STATUS_JOB,
  STOP_CLOCK_JOB,
  SUPERVISION_JOB,
} from '../platform.js';
import type { Rule } from '../rule.js';

interface Problem {
  /** Header or input of the step; `process` where the step does not belong at all. */
  setting: string;
  problem: string;
}

type Check = (element: BpmnElement, processId: string | undefined) => Problem[];

/** What a header must say. @param needed false: it may be left out */
const oneOf =
  (setting: string, values: readonly string[], needed = true): Check =>
  (element) => {
    const given = headers(element)[setting] ?? '';
    if (given === '') return needed ? [{ setting, problem: 'missing' }] : [];
    return values.includes(given) ? [] : [{ setting, problem: 'unknownValue' }];
  };

const all =
  (...checks: Check[]): Check =>
  (element, processId) =>
    checks.flatMap((check) => check(element, processId));

/** Settings of the steps that the platform does something for; a wrong one stops the case with an incident. */
const CHECKS: Readonly<Record<string, Check>> = {
  [NOTICE_JOB]: notice,
  [STATUS_JOB]: (element, processId) =>
    processId === ROUTE ? present('status')(element, processId) : [{ setting: 'process', problem: 'outsideRoute' }],
  [SUPERVISION_JOB]: all(oneOf('level', ['1', '2', '3', '4']), oneOf('trigger', ['MANUAL', 'RISK'])),
  [START_CLOCK_JOB]: (element) => [
    ...present('clock')(element, undefined),
    ...(spanHolds(headers(element).span) ? [] : [{ setting: 'span', problem: 'unknownValue' }]),
  ],
  [STOP_CLOCK_JOB]: all(present('clock'), oneOf('as', ['MET', 'STOPPED'])),
  [HTTP_JOB]: (element) => [...readHttpCall(headers(element)).problems, ...address(element)],
};

export const stepSetting: Rule = {
  code: 'step-setting',
  process(process, _around, report) {
    for (const element of process.elements) {
      const type = jobType(element) ?? '';
      if (!isA(element, 'bpmn:FlowNode') || !Object.hasOwn(CHECKS, type)) continue;
      for (const { setting, problem } of CHECKS[type]?.(element, process.id) ?? [])
        report(element.id, `${type} cannot do its work: ${setting} ${WORDS[problem] ?? 'does not hold'}`, {
          type,
          setting,
          problem,
        });
    }
  },
};

const WORDS: Readonly<Record<string, string>> = {
  missing: 'is missing',
  unknownValue: 'is not one of the values it can have',
  outsideRoute: `is not ${ROUTE}, and only the route sets the status of a case`,
  badName: 'is no name of a variable: a small letter first, then letters and digits',
  badPath: 'is no path in the answer, such as data.state',
  reserved: 'would overwrite a variable of the platform',
  noChoices: 'must list the values that are let in, with commas between',
  twice: 'is named twice',
  notHttps: 'must begin with https:// or http://',
  notPublic: 'leads into our own network',
};

/** The clock's and the status's own rules say whether there is such a one. */
function present(setting: string): Check {
  return (element) => (headers(element)[setting] ? [] : [{ setting, problem: 'missing' }]);
}

const spanHolds = (span: string | undefined): boolean => !span || isSpan(span);

function notice(element: BpmnElement): Problem[] {
  const { to = '', notice: text = '' } = headers(element);
  const receiver = NOTICE_RECEIVERS.find((each) => each === to);
  if (!receiver) return [{ setting: 'to', problem: to === '' ? 'missing' : 'unknownValue' }];
  const texts = Object.keys(STEP_NOTICES).filter((id) => STEP_NOTICES[id] === readerOf(receiver));
  return [
    ...(texts.includes(text) ? [] : [{ setting: 'notice', problem: text === '' ? 'missing' : 'unknownValue' }]),
    ...(receiver === 'ROLE' ? oneOf('role', NOTICE_ROLES)(element, undefined) : []),
  ];
}

/** Where a call goes, as far as the model says it itself: an expression is known at run time only. */
function address(element: BpmnElement): Problem[] {
  const inputs = extension(element, 'zeebe:IoMapping')?.inputParameters ?? [];
  const source = (inputs.find(({ target }) => target === 'httpUrl')?.source ?? '').trim();
  const fixed = source.startsWith('=') ? /^=\s*"([^"]*)"\s*$/.exec(source)?.[1] : source;
  if (source === '') return [{ setting: 'httpUrl', problem: 'missing' }];
  if (fixed === undefined) return [];
  if (!/^https?:\/\/[^/]/i.test(fixed)) return [{ setting: 'httpUrl', problem: 'notHttps' }];
  return /^https?:\/\/(?:localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.|\[)/i.test(fixed)
    ? [{ setting: 'httpUrl', problem: 'notPublic' }]
    : [];
}
