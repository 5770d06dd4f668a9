import { readdirSync, readFileSync } from 'node:fs';
import { instantOf, shanghaiIso } from '../working-time/shanghai-time.js';
import { compileCalendar } from '../working-time/working-calendar.js';
import { compareWithSeen, type SeenCase } from './compare-with-seen.js';
import { momentAfter } from './moment-after.js';
import { readScenario, ScenarioUnreadable } from './read-scenario.js';

const SHIPPED = new URL('../../../workflows/scenarios/', import.meta.url);
const GIVEN = `name: 名
nameEn: Name
process: case-main
given:
  at: 2026-09-21T09:00:00+08:00
  case: { type: HELP, category: 03-01-04, area: 990101001, title: 漏水, text: 漏水了 }
`;

const problemsOf = (text: string) => {
  try {
    readScenario(text, 'mine.yaml');
  } catch (error) {
    if (error instanceof ScenarioUnreadable) return error.message;
    throw error;
  }
  return '';
};

describe('reading a scenario', () => {
  it.each(readdirSync(SHIPPED))('reads %s, which came with the product', (file) => {
    const scenario = readScenario(readFileSync(new URL(file, SHIPPED), 'utf8'), `workflows/scenarios/${file}`);
    expect(scenario.id).toBe(file.replace('.yaml', ''));
    expect(scenario.steps.length).toBeGreaterThan(1);
  });

  it('knows the line of each step; the expectation at the end is the last', () => {
    const { steps, at } = readScenario(
      `${GIVEN}steps:\n  - complete: qualityCheck\n  - wait: 3wd\n  - act: extend\n    with: { span: 5wd }\nexpect: { ended: true }\n`,
      'mine.yaml',
    );
    expect(steps.map(({ line, verb }) => [line, verb])).toEqual([
      [8, 'complete'],
      [9, 'wait'],
      [10, 'act'],
      [12, 'expect'],
    ]);
    expect(at).toBe(Date.parse('2026-09-21T01:00:00Z'));
  });

  it('takes codes that are all digits, and NO for what people answer', () => {
    const { case: given, steps } = readScenario(
      `${GIVEN}steps:\n  - complete: followUp\n    form: { solved: NO }\n`,
      'mine.yaml',
    );
    expect(given.area).toBe('990101001');
    expect(steps[0]).toMatchObject({ form: { solved: 'NO' } });
  });

  it.each([
    [
      `${GIVEN}steps:\n  - complet: x\n`,
      'mine.yaml, line 8, steps.0: a step is one of complete, act, wait, until, expect',
    ],
    [`${GIVEN}steps:\n  - wait: 3days\n`, /line 8, steps\.0\.wait: a span is expected/],
    [`${GIVEN}steps:\n  - wait: 1wd\n    until: 2026-09-30\n`, /line 8, steps\.0: a step is only one thing/],
    [`${GIVEN}steps:\n  - expect: { tasks: [a], colour: red }\n`, /line 8, steps\.0\.expect\.colour: no such key/],
    [`${GIVEN}steps:\n  - act: extend\n    with: { spam: 5wd }\n`, /steps\.0\.with/],
    [`${GIVEN}steps:\n  - act: fly\n`, /line 8, steps\.0\.act/],
    [`${GIVEN.replace('2026-09-21T09:00:00+08:00', 'Monday')}steps: []\n`, /line 5, given\.at: a moment is expected/],
    [`${GIVEN.replace('HELP', 'HELLO')}steps: []\n`, /line 6, given\.case\.type/],
    [GIVEN, /line 1, steps: this is missing/],
    ['a: [b\n', /^mine\.yaml, line \d+: /],
    ['- 1\n', /^mine\.yaml, line 1/],
    ['', /^mine\.yaml, line 1/],
  ])('says file, line and key of what is wrong: %#', (text, said) => {
    expect(problemsOf(text)).toMatch(said);
  });

  it('refuses a text whose aliases would mean more than a machine holds', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let n = 1; n < 9; n += 1)
      bomb.push(
        `k${n}: &k${n} [${Array(9)
          .fill(n === 1 ? '*a' : `*k${n - 1}`)
          .join(', ')}]`,
      );
    expect(problemsOf(bomb.join('\n'))).toMatch(/^mine\.yaml, line 1: /);
  });
});

describe('comparing with what is seen', () => {
  const seen: SeenCase = {
    status: 'IN_PROGRESS',
    ended: false,
    urgency: 2,
    unit: 'SWJ',
    reworks: 0,
    tasks: ['handle', 'answerSupervision'],
    clocks: [
      {
        kind: 'HANDLE',
        state: 'STOPPED',
        light: 'RED',
        startedAt: '2026-09-01T01:00:00Z',
        dueAt: '2026-09-08T10:00:00Z',
      },
      {
        kind: 'HANDLE',
        state: 'RUNNING',
        light: 'GREEN',
        startedAt: '2026-09-21T01:00:08Z',
        dueAt: '2026-09-29T10:00:00Z',
      },
      {
        kind: 'SIGN',
        state: 'RUNNING',
        light: 'GREEN',
        startedAt: '2026-09-21T01:00:08Z',
        dueAt: '2026-09-21T05:00:08Z',
      },
    ],
    messages: ['msg.case.received', 'msg.clock.started'],
    orders: [1],
  };
  const failed = (expected: Parameters<typeof compareWithSeen>[0]) =>
    compareWithSeen(expected, seen).filter(({ passed }) => !passed);

  it('passes what is so, whatever the order; of a kind of clock the newest counts', () => {
    expect(
      failed({
        tasks: ['answerSupervision', 'handle'],
        status: 'IN_PROGRESS',
        ended: false,
        urgency: 2,
        unit: 'SWJ',
        reworks: 0,
        clocks: { HANDLE: { due: '2026-09-29', light: 'GREEN', state: 'RUNNING' } },
        messages: ['msg.case.received'],
        orders: [1],
      }),
    ).toEqual([]);
  });

  it('lets a moment differ by what people take, and no more', () => {
    expect(failed({ clocks: { SIGN: { due: '2026-09-21T13:00' } } })).toEqual([]);
    expect(failed({ clocks: { SIGN: { due: '2026-09-21T13:30' } } })).toEqual([
      { what: 'clocks.SIGN.due', expected: '2026-09-21T13:30', seen: '2026-09-21T13:00', passed: false },
    ]);
  });

  it('says what was expected and what is so', () => {
    expect(
      failed({ tasks: [], unit: null, messages: ['msg.x'], clocks: { REWORK: { light: 'RED', due: '2026-10-01' } } }),
    ).toEqual([
      { what: 'tasks', expected: '—', seen: 'answerSupervision, handle', passed: false },
      { what: 'unit', expected: '—', seen: 'SWJ', passed: false },
      { what: 'clocks.REWORK.due', expected: '2026-10-01', seen: '—', passed: false },
      { what: 'clocks.REWORK.light', expected: 'RED', seen: '—', passed: false },
      { what: 'messages', expected: 'msg.x', seen: 'msg.case.received, msg.clock.started', passed: false },
    ]);
  });
});

describe('waiting', () => {
  const calendar = compileCalendar({
    years: [{ year: 2026, state: 'PUBLISHED' }],
    days: [1, 2, 5, 6, 7].map((day) => ({
      date: `2026-10-0${day}`,
      source: 'NATIONAL' as const,
      kind: 'OFF' as const,
      name: '国庆节',
    })),
  });
  it.each([
    ['30m', '2026-09-30T10:30'],
    ['PT2H30M', '2026-09-30T12:30'],
    ['P1DT1H', '2026-10-01T11:00'],
    ['1wd', '2026-10-08T10:00'],
    ['2wd', '2026-10-09T10:00'],
    ['3wh', '2026-09-30T14:00'],
  ])('goes on %s after Wednesday 30 September at ten', (span, then) => {
    const at = momentAfter(instantOf('2026-09-30T10:00'), span, calendar);
    expect(shanghaiIso(at).slice(0, 16)).toBe(then);
  });
});
