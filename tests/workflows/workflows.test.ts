import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateDecision } from '../../common/src/decision-evaluation/evaluate-decision.js';
import { type DecisionTable, readDmn } from '../../common/src/model-lint/read-dmn.js';
import { readModels } from '../../scripts/read-models.mjs';
import { startEngine, type TestEngine } from '../support/engine.js';
import { type RecordSink, startRecordSink } from '../support/records.js';
import { caseMainScenarios, happyPath, secretCase, urgentAfterCheck } from './case-main.scenarios.js';
import { decisionCases } from './decision-cases.js';
import { atDesk, ofStep, shortProcessScenarios } from './short-processes.scenarios.js';
import { readDemo } from './support/read-demo.js';
import { type FinishedScenario, runScenario, type Scenario } from './support/run-scenario.js';
import { openWorkflowEngine, USER_TASK, type WorkflowEngine } from './support/workflow-engine.js';

const workflows = join(process.cwd(), 'workflows');
const scenarios = [...caseMainScenarios, ...shortProcessScenarios];

let sink: RecordSink;
let broker: TestEngine;
let engine: WorkflowEngine;
const runs = new Map<Scenario, Promise<FinishedScenario>>();
const matchedRules = new Set<string>();

async function evaluate(decisionId: string, variables: Record<string, unknown>): Promise<unknown> {
  const { output, matchedRules: rules, failure } = await engine.evaluate(decisionId, variables);
  expect(failure).toBe('');
  for (const rule of rules) matchedRules.add(rule);
  return output;
}

function tableOf(decisionId: string): DecisionTable {
  const path = join(workflows, 'decisions', `${decisionId}.dmn`);
  const table = readDmn(path, readFileSync(path, 'utf8')).decisions.find(({ id }) => id === decisionId)?.table;
  if (!table) throw new Error(`${decisionId} is no table`);
  return table;
}

function rulesOf(file: string): string[] {
  const xml = readFileSync(join(workflows, 'decisions', file), 'utf8');
  return [...xml.matchAll(/<rule id="([^"]+)"/g)].map(([, id]) => id!);
}

beforeAll(async () => {
  sink = await startRecordSink();
  broker = await startEngine({ intakePort: sink.port, user: sink.user, password: sink.password });
  engine = await openWorkflowEngine(broker.grpcAddress, workflows);
  // All at once: a scenario mostly waits for the export, which comes once a second.
  for (const scenario of scenarios) {
    const run = runScenario(engine, sink.records, scenario);
    run.catch(() => {});
    runs.set(scenario, run);
  }
}, 180_000);

afterAll(async () => {
  await engine?.close();
  await broker?.stop();
  await sink?.stop();
}, 60_000);

describe('routes', () => {
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    async (_name, scenario) => {
      const { jobs } = await runs.get(scenario)!;
      const outcomes = jobs.map(({ headers }) => headers.outcome).filter((outcome) => outcome !== undefined);
      expect(outcomes).toEqual(scenario.outcome ? [scenario.outcome] : []);
    },
    120_000,
  );

  it('take every flow of every model', async () => {
    const { processes } = await readModels(workflows);
    const flows = processes.flatMap(({ elements }) =>
      elements
        .filter(({ $type }) => $type === 'bpmn:SequenceFlow')
        // The engine writes no record for a flow out of an event-based gateway (measured, 8.5.8): the event it leads to tells.
        .map(({ id, sourceRef, targetRef }) =>
          sourceRef.$type === 'bpmn:EventBasedGateway' ? (targetRef.id as string) : (id as string),
        ),
    );
    await Promise.allSettled(runs.values());
    const untaken = () => {
      const taken = new Set(
        sink.records
          .filter(({ intent }) => intent === 'SEQUENCE_FLOW_TAKEN' || intent === 'ELEMENT_COMPLETED')
          .map(({ value }) => value.elementId),
      );
      return flows.filter((flow) => !taken.has(flow));
    };
    expect(flows.length).toBeGreaterThan(60);
    expect(untaken()).toEqual([]);
  }, 120_000);

  it('offer each task to those whose duty it is', async () => {
    await Promise.allSettled(runs.values());
    const all = (
      await Promise.all(
        [...runs]
          .filter(([scenario]) => scenario !== atDesk && scenario !== ofStep)
          .map(([, run]) => run.catch(() => undefined)),
      )
    ).flatMap((run) => run?.jobs ?? []);
    const groups = new Map(
      all
        .filter(({ type }) => type === USER_TASK)
        .map(({ elementId, headers }) => [elementId, JSON.parse(headers['io.camunda.zeebe:candidateGroups']!)]),
    );
    expect(Object.fromEntries(groups)).toEqual({
      qualityCheck: ['role:QC'],
      answerNow: ['role:CA'],
      confirmHandover: ['role:CA'],
      informRequester: ['role:QC'],
      linkDuplicate: ['role:QC'],
      dispatch: ['role:DI'],
      acknowledge: ['unit:SWJ:HA'],
      handle: ['unit:SWJ:HA'],
      draftReply: ['unit:SWJ:HA'],
      approveReply: ['unit:SWJ:UL'],
      closeReview: ['role:QC'],
      followUp: ['role:FU'],
      explainCloseFirst: ['role:SU', 'role:QC'],
      explainCloseSecond: ['role:SU', 'role:LD'],
      checkWithdrawal: ['role:QC'],
      coAcknowledge: ['unit:STJ:HA', 'unit:STJ:CO'],
      coHandle: ['unit:STJ:HA', 'unit:STJ:CO'],
      acceptCoResult: ['unit:SWJ:HA', 'unit:SWJ:UL'],
      approveVoid: ['role:QC', 'role:DI', 'role:SU'],
      followInstruction: ['role:SU'],
      signSupervision: ['unit:SWJ:UL'],
      holdJointMeeting: ['role:SU'],
      writeInstruction: ['role:LD'],
      answerSupervision: ['unit:SWJ:HA'],
      reviewSupervision: ['role:SU'],
      approveHandoverFirst: ['role:SU', 'role:LD'],
      approveHandoverSecond: ['role:SU', 'role:LD'],
      inspectOnSite: ['role:SU'],
      approveExtensionUnit: ['unit:SWJ:UL'],
      approveExtension: ['role:DI'],
      approveFurtherExtension: ['role:SU'],
    });
  }, 120_000);

  it('offer the steps of a unit without anybody to the supervisors', async () => {
    const { jobs } = await runs.get(atDesk)!;
    const groups = jobs
      .filter(({ type }) => type === USER_TASK)
      .map(({ headers }) => JSON.parse(headers['io.camunda.zeebe:candidateGroups']!));
    expect(groups).toEqual([['role:SU'], ['role:SU'], ['role:SU']]);
  });

  it('offer a late step of the centre to whom it stands with, and its notice to the head of the hotline', async () => {
    const { jobs } = await runs.get(ofStep)!;
    const groups = jobs
      .filter(({ type }) => type === USER_TASK)
      .map(({ headers }) => JSON.parse(headers['io.camunda.zeebe:candidateGroups']!));
    expect(groups).toEqual([['role:LD'], ['role:QC'], ['role:SU']]);
  });

  it('start the clocks of the request before the quality check and those of its result after it', async () => {
    const { jobs } = await runs.get(urgentAfterCheck)!;
    const seenBy = (elementId: string) => jobs.find((job) => job.elementId === elementId)?.variables.deadlines;
    expect(seenBy('startFirstClocks')).toMatchObject({ HANDLE: '5wd' });
    expect(seenBy('startClocks')).toMatchObject({ HANDLE: '2h' });
  });

  it('tell the platform whether a rule or a person chose the unit', async () => {
    const mode = async (scenario: Scenario) =>
      (await runs.get(scenario)!).jobs.find(({ elementId }) => elementId === 'assignUnit')?.variables;
    expect(await mode(happyPath)).toMatchObject({ dispatchMode: 'DIRECT', leadUnit: 'SWJ' });
    expect(await mode(secretCase)).toMatchObject({ dispatchMode: 'CONSULT', leadUnit: 'SWJ' });
  });

  it('leave no incident', async () => {
    await Promise.allSettled(runs.values());
    expect(sink.records.filter(({ valueType }) => valueType === 'INCIDENT').map(({ value }) => value)).toEqual([]);
  });
});

describe('decisions', () => {
  it.each(decisionCases)('%s: %s', async (decisionId, _name, input, expected) => {
    const output = await evaluate(decisionId, input);
    // What the studio reckons beforehand is what the engine answers.
    expect(evaluateDecision(tableOf(decisionId), input).output).toEqual(output);
    if (typeof expected === 'object') expect(output).toMatchObject(expected as object);
    else expect(output).toBe(expected);
  });

  it('give every clock a span for every urgency, type and legal limit, and the legal limit wins', async () => {
    for (const urgency of [2, 3, 4]) {
      for (const caseType of ['CONSULT', 'HELP', 'COMPLAINT', 'REPORT', 'SUGGESTION', 'PRAISE']) {
        const usual = (await evaluate('dmn_deadlines', { urgency, caseType, statutoryLimit: '' })) as object;
        const { EXTENSION: extension, ...clocks } = usual as Record<string, string | null>;
        const spans = Object.values(clocks);
        expect(spans).toHaveLength(21);
        if (urgency === 4) expect(extension).toBeNull();
        for (const span of spans) expect(span).toMatch(/^[1-9][0-9]*(m|h|wh|wd)$/);
        const limited = await evaluate('dmn_deadlines', { urgency, caseType, statutoryLimit: '45wd' });
        expect(limited).toEqual({ ...usual, HANDLE: '45wd', EXTENSION: null });
      }
    }
  }, 60_000);

  it('find units that may lead for every category of the city', async () => {
    const leading = readDemo('units')
      .filter(({ canLead }) => canLead === 'true')
      .map(({ code }) => code);
    const places = [
      ...readDemo('categories').map(({ code }) => ({ category: code!, area: '' })),
      ...rulesOf('dmn_dispatch_catalog.dmn').flatMap((rule) => {
        const [, category, area] = /_c([\d_]+)_a(\d+)$/.exec(rule) ?? [];
        return category && area ? [{ category: category.replaceAll('_', '-'), area }] : [];
      }),
    ];
    for (const place of places) {
      const { leadUnit, mode } = (await evaluate('dmn_dispatch_catalog', place)) as Record<string, string>;
      expect(['DIRECT', 'CONSULT']).toContain(mode);
      if (leadUnit !== '' || mode === 'DIRECT') expect(leading).toContain(leadUnit);
    }
  }, 120_000);

  it.each([
    ['nothing known', '', '', { leadUnit: '', mode: 'CONSULT' }],
    ['a lift in an old house', '01-05-01', '', { mode: 'CONSULT' }],
    ['a black and smelly ditch', '04-02-01', '', { mode: 'CONSULT' }],
    ['a burst main', '03-01-04', '', { leadUnit: 'SWJ', mode: 'DIRECT' }],
    ['a road in a county', '05-03-01', '990104002', { leadUnit: 'JCX', mode: 'DIRECT' }],
    ['a road in the city', '05-03-01', '990101001', { leadUnit: 'JTJ', mode: 'DIRECT' }],
  ])('dispatch %s', async (_name, category, area, expected) => {
    expect(await evaluate('dmn_dispatch_catalog', { category, area })).toMatchObject(expected);
  });

  it('use every rule', async () => {
    const { decisions } = await readModels(workflows);
    const rules = decisions.flatMap(({ file }) => rulesOf(file));
    expect(rules.length).toBeGreaterThan(60);
    expect(rules.filter((rule) => !matchedRules.has(rule))).toEqual([]);
  });
});
