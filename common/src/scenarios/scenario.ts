import { z } from 'zod';
import { caseStatuses, caseTypes, channels } from '../case-list/case-enums.generated.js';
import { dayOfDate, instantOf } from '../working-time/shanghai-time.js';
import { isSpan } from '../working-time/span.js';
import { isDuration } from './moment-after.js';

const MOST_STEPS = 200;

/** What the product says of a wrong value, by a code with which screens say it in their language. */
export const SAYS = {
  elementId: 'the id of a step of the model is expected, such as followUp',
  login: 'the login of a demo account is expected, such as zhijian',
  moment: 'a moment is expected, such as 2026-09-28T09:00:00+08:00 (without an offset it is Shanghai time)',
  date: 'a date is expected, such as 2026-10-08',
  span: 'a span is expected: 15m, 2h, 2wh, 5wd, or PT2H',
  clockKind: 'the kind of a clock is expected, such as HANDLE',
  noVerb: 'a step is one of complete, act, wait, until, expect',
  twoVerbs: 'a step is only one thing: complete, act, wait, until or expect',
} as const;

/** Whether a reader of the product's own answers without an error. */
const accepts = (read: () => unknown): boolean => {
  try {
    read();
    return true;
  } catch {
    return false;
  }
};

const words = z.string().trim().min(1).max(4000);
const name = z.string().trim().min(1).max(100);
const elementId = z.string().regex(/^[A-Za-z_][\w.-]*$/, SAYS.elementId);
const login = z.string().regex(/^[\w.-]{1,60}$/, SAYS.login);
/** Codes may be all digits, which YAML reads as a number. */
const code = z.union([z.string(), z.number()]).transform(String);
const moment = z.string().refine((text) => accepts(() => instantOf(text)), SAYS.moment);
const date = z.string().refine((text) => accepts(() => dayOfDate(text)), SAYS.date);
const span = z.string().refine((text) => isSpan(text) || isDuration(text), SAYS.span);
/** Name of an error code of the API: the platform must refuse this. */
const refused = z.enum(['FORBIDDEN', 'NOT_FOUND', 'INVALID', 'CONFLICT', 'RATE_LIMITED']);
const clockKind = z.string().regex(/^[A-Z][A-Z_]*$/, SAYS.clockKind);

const GIVEN_CASE = z.strictObject({
  type: z.enum(caseTypes),
  channel: z.enum(channels).default('PHONE'),
  title: words,
  text: words,
  category: code,
  area: code,
  place: words.optional(),
  secrecy: z.enum(['NORMAL', 'CONTACT_HIDDEN', 'STRICT']).optional(),
  /** What whoever receives it already knows, such as EMERGENCY or ANSWER_NOW. */
  disposition: z.string().optional(),
  /** Somebody who never called before, unless this says who. */
  requester: z
    .strictObject({
      kind: z.enum(['PERSON', 'ENTERPRISE', 'ANONYMOUS']).default('PERSON'),
      name: words.optional(),
      phone: code.optional(),
    })
    .optional(),
});

const EXPECTATION = z.strictObject({
  /** The open tasks of the case, all of them and no other. */
  tasks: z.array(elementId).optional(),
  status: z.enum(caseStatuses).optional(),
  ended: z.boolean().optional(),
  urgency: z.number().int().optional(),
  /** Code of the lead unit; null: none yet. */
  unit: z.union([code, z.null()]).optional(),
  reworks: z.number().int().min(0).optional(),
  /** The newest clock of each kind. */
  clocks: z
    .record(
      clockKind,
      z.strictObject({
        due: moment.optional(),
        light: z.enum(['GREEN', 'YELLOW', 'RED']).optional(),
        state: z.enum(['RUNNING', 'PAUSED', 'MET', 'STOPPED']).optional(),
      }),
    )
    .optional(),
  /** Messages that the engine was sent for this case so far; others may have been too. */
  messages: z.array(z.string()).optional(),
  /** Levels of the supervision orders that are open, all of them. */
  orders: z.array(z.number().int().min(1).max(5)).optional(),
});

/** What people do beside handing in forms, with what they say. */
const ACTS = {
  claim: z.strictObject({ task: elementId }),
  contact: z.strictObject({}),
  interim: z.strictObject({ text: words.default('您好，已到现场查看，正在处理。') }),
  urge: z.strictObject({ note: words.default('诉求人再次来电，希望尽快处理。') }),
  supplement: z.strictObject({ text: words.default('诉求人补充了情况。') }),
  withdraw: z.strictObject({ reason: words.default('诉求人自愿撤回。') }),
  void: z.strictObject({ reason: words.default('误录入。') }),
  extend: z.strictObject({ span: span, reason: words.default('需要委托第三方检测。') }),
  pause: z.strictObject({
    clock: clockKind.default('HANDLE'),
    reason: z
      .enum(['CITIZEN_EVIDENCE', 'STATUTORY_STEP', 'EXTENSION_REVIEW', 'FORCE_MAJEURE'])
      .default('STATUTORY_STEP'),
    proof: words.default('委托书'),
    endsWhen: words.default('报告作出'),
  }),
  resume: z.strictObject({ clock: clockKind.default('HANDLE'), note: words.default('已收到。') }),
  instruct: z.strictObject({ text: words.default('请尽快办理。'), openL4: z.boolean().default(false) }),
  inspect: z.strictObject({ note: words.default('请到现场看一看。') }),
  supervise: z.strictObject({
    level: z.number().int().min(1).max(5),
    reason: words,
    misconduct: z.string().optional(),
  }),
  addCoUnits: z.strictObject({
    units: z.array(z.strictObject({ unit: code, matter: words.default('请派人到现场一起处理。') })).min(1),
  }),
} as const;

type ActName = keyof typeof ACTS;
const ACT_NAMES = Object.keys(ACTS) as ActName[];

const STEPS = {
  complete: z.strictObject({
    complete: elementId,
    as: login.optional(),
    /** Code of the unit, where several have such a task. */
    unit: code.optional(),
    /** On top of what the demo's people usually write; null leaves a field out. */
    form: z.record(z.string(), z.unknown()).default({}),
    refused: refused.optional(),
  }),
  act: z
    .strictObject({
      act: z.enum(ACT_NAMES as [ActName, ...ActName[]]),
      as: login.optional(),
      with: z.record(z.string(), z.unknown()).default({}),
      refused: refused.optional(),
    })
    .transform((step, context) => {
      const said = ACTS[step.act].safeParse(step.with);
      for (const issue of said.error?.issues ?? [])
        context.issues.push({ ...issue, input: step.with, path: ['with', ...issue.path] } as never);
      return { ...step, with: (said.data ?? {}) as Record<string, unknown> };
    }),
  wait: z.strictObject({ wait: span }),
  until: z.strictObject({ until: moment }),
  expect: z.strictObject({ expect: EXPECTATION }),
} as const;

export type StepVerb = keyof typeof STEPS;
const STEP_VERBS = Object.keys(STEPS) as StepVerb[];

const STEP = z.unknown().transform((value, context) => {
  const keys = value && typeof value === 'object' ? Object.keys(value) : [];
  const verbs = STEP_VERBS.filter((verb) => keys.includes(verb));
  const [verb] = verbs;
  if (verb === undefined || verbs.length > 1) {
    const message = verb === undefined ? SAYS.noVerb : SAYS.twoVerbs;
    context.issues.push({ code: 'custom', message, input: value });
    return z.NEVER;
  }
  const read = STEPS[verb].safeParse(value);
  if (!read.success) {
    for (const issue of read.error.issues) context.issues.push({ ...issue, input: value } as never);
    return z.NEVER;
  }
  return { verb, ...read.data } as StepOf<typeof verb>;
});

type StepOf<Verb extends StepVerb> = { [V in Verb]: { verb: V } & z.output<(typeof STEPS)[V]> }[Verb];

/** A scenario as it is written; `expect` at its end is its last step. */
export const SCENARIO = z.strictObject({
  name,
  nameEn: name,
  process: elementId,
  given: z.strictObject({
    at: moment,
    case: GIVEN_CASE,
    /** Days on which this city works or rests on its own. */
    calendar: z
      .array(z.strictObject({ date, kind: z.enum(['WORKDAY', 'DAY_OFF']), reason: words }))
      .max(60)
      .default([]),
  }),
  steps: z.array(STEP).max(MOST_STEPS),
  expect: EXPECTATION.optional(),
});

export type Expectation = z.output<typeof EXPECTATION>;
export type GivenCase = z.output<typeof GIVEN_CASE>;
/** One step and the line on which it stands, 1 = the first. */
export type ScenarioStep = StepOf<StepVerb> & { line: number };

/** A given case and what people do with it as time passes, beside what must be seen then. */
export interface Scenario {
  /** Its file without `.yaml`, or what its author is told it by. */
  id: string;
  name: string;
  nameEn: string;
  /** The process that it is about. */
  process: string;
  /** Epoch milliseconds at which the case is received. */
  at: number;
  case: GivenCase;
  calendar: readonly { date: string; kind: 'WORKDAY' | 'DAY_OFF'; reason: string }[];
  steps: readonly ScenarioStep[];
}
