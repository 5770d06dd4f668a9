import { caseStatuses, caseTypes, channels, phases } from '../case-list/case-enums.generated.js';
import type { Value } from './decision-table/unary-test.js';

/**
 * What models may count on in the platform's code: the messages it sends, the jobs it takes, the variables both give.
 * A test compares it with the shipped models and with the code.
 */

/** The process that carries a request from receipt to close. */
export const ROUTE = 'case-main';
/** The message that starts the route. */
export const ROUTE_MESSAGE = 'msg.case.received';
/** Alarms of clocks hold no work and are set anew from the ledger: they never have to move to a new version. */
export const ALARM = 'case-clock';
/** The decision with one output for each clock. */
export const DEADLINES = 'dmn_deadlines';
/** Limits that follow from another one's span: the platform reckons them (CO_HANDLE: 80 % of HANDLE). */
export const DERIVED_CLOCKS: readonly string[] = ['CO_HANDLE'];

export const PHASES: readonly string[] = phases;
/** A step is never at a status of a case that has ended. */
export const STATUSES: readonly string[] = caseStatuses.slice(0, caseStatuses.indexOf('CLOSED'));

interface Message {
  /** FEEL expression that finds the instance waiting for it; null when only starting a process makes sense. */
  readonly key: string | null;
  readonly variables: readonly string[];
}

const started = (...variables: string[]): Message => ({ key: null, variables });
const ofCase = (...variables: string[]): Message => ({ key: '=caseNumber', variables });

/** Messages that the platform sends, with the variables they bring. */
export const MESSAGES: Readonly<Record<string, Message>> = {
  'msg.case.received': started(
    'caseId',
    'caseNumber',
    'caseType',
    'channel',
    'category',
    'area',
    'secrecy',
    'statedDisposition',
  ),
  'msg.case.withdrawn': ofCase('caseId', 'caseNumber', 'withdrawalId'),
  'msg.case.voided': ofCase('caseId', 'caseNumber', 'voidId'),
  'msg.case.instructed': started('caseId', 'caseNumber', 'instructionId', 'subjectId'),
  'msg.clock.started': started('clockId', 'caseId', 'caseNumber', 'nextTickAt'),
  'msg.clock.changed': { key: '=clockId', variables: ['nextTickAt'] },
  'msg.clock.stopped': { key: '=clockId', variables: [] },
  'msg.extension.requested': started('caseId', 'caseNumber', 'subjectId', 'extensionNo', 'leadUnit'),
  'msg.supervision.open': started(
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
  ),
  'msg.inspection.ordered': started('caseId', 'caseNumber', 'subjectId'),
  'msg.case.counit.added': started('caseId', 'caseNumber', 'assignmentId', 'subjectId', 'coUnit', 'leadUnit'),
};

/** Jobs that the platform takes, with the variables they give back. */
export const JOBS: Readonly<Record<string, readonly string[]>> = {
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
  'close-case': [],
  'conclude-handover': [],
  'decide-extension': [],
  'end-case': [],
  'send-reply': [],
  'start-clocks': [],
  'transfer-emergency': [],
  // Steps that designers draw: an HTTP call gives what its headers name (http-outputs.ts).
  'http-call': [],
  'open-supervision': [],
  'outbound-call': [],
  'send-notice': [],
  'set-status': [],
  'start-clock': [],
  'stop-clock': [],
};

/** Jobs of the steps that the linter looks into. */
export const HTTP_JOB = 'http-call';
export const NOTICE_JOB = 'send-notice';
export const STATUS_JOB = 'set-status';
export const SUPERVISION_JOB = 'open-supervision';
export const START_CLOCK_JOB = 'start-clock';
export const STOP_CLOCK_JOB = 'stop-clock';

/** Jobs by what the rules of the route ask of them. */
export const CLOSE_JOB = 'close-case';
export const REPLY_JOB = 'send-reply';
export const RESUME_JOB = 'resume-handling';
export const RESUME_REASONS: readonly string[] = ['CLOSE_REVIEW', 'REWORK', 'EXPLAIN'];

/** `handle` says whether an explanation gave its legal basis; the platform computes it from the form. */
export const FROM_TASKS: Readonly<Record<string, readonly string[]>> = { handle: ['legalBasisGiven'] };

export const FOLLOW_UP_TASK = 'followUp';

/** Outcomes with which a case may end without reply and follow-up, and the task with which a person answers for it. */
export const EXEMPTIONS: Readonly<Record<string, string>> = {
  ANSWERED: 'answerNow',
  EMERGENCY_TRANSFERRED: 'confirmHandover',
  REDIRECTED: 'informRequester',
  MERGED: 'linkDuplicate',
};
/** The outcome of a case that was handled. */
export const HANDLED = 'CLOSED';
/** An explanation closes a case only when two persons agreed. */
export const EXPLAINED_BY: readonly string[] = ['explainCloseFirst', 'explainCloseSecond'];

/** Levels of supervision, and the one that only a person may ask for (domain.md section 3.6). */
export const LEVELS = { lowest: 1, highest: 5, byPersonsOnly: 5 } as const;
export const LEVEL_VARIABLE = 'level';

/** Who does what: no group may have two of these duties for the same case. */
export const DUTIES: Readonly<Record<'handle' | 'review' | 'followUp', readonly string[]>> = {
  handle: ['acknowledge', 'handle', 'draftReply', 'coAcknowledge', 'coHandle'],
  review: ['approveReply', 'closeReview', 'acceptCoResult'],
  followUp: [FOLLOW_UP_TASK],
};

/** The values of variables whose every value the platform knows. */
export const KNOWN_VALUES: Readonly<Record<string, readonly Value[]>> = { caseType: caseTypes, channel: channels };
