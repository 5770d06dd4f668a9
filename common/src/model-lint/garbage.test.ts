import fc from 'fast-check';
import { CITY, shippedModels } from '../../../tests/support/shipped-models.js';
import { lintModels } from './lint-models.js';

const shipped = shippedModels();
const rest = shipped.filter(({ path }) => path.startsWith('forms/'));

type Mutation = (text: string) => string;

const ODD = [
  '\u0000',
  '\uFEFF',
  '\uD800',
  '𠮷',
  '<',
  '>',
  '&',
  '"',
  ']]>',
  '<!--',
  '<![CDATA[',
  '&#0;',
  '&lol;',
  '{',
  ']',
];

/** Where in a text, as a portion of it: texts of all lengths can be changed. */
const place = fc.double({ min: 0, max: 1, noNaN: true });

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  // A piece is lost, everything after some place, or something stands there twice.
  fc.tuple(place, place).map(
    ([a, b]): Mutation =>
      (text) =>
        text.slice(0, at(text, a)) + text.slice(at(text, Math.max(a, b))),
  ),
  place.map(
    (a): Mutation =>
      (text) =>
        text.slice(0, at(text, a)),
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 400 })).map(
    ([a, length]): Mutation =>
      (text) =>
        text.slice(0, at(text, a) + length) + text.slice(at(text, a)),
  ),
  fc.tuple(place, fc.constantFrom(...ODD)).map(
    ([a, odd]): Mutation =>
      (text) =>
        text.slice(0, at(text, a)) + odd + text.slice(at(text, a)),
  ),
  // Still well-formed: other tags, other values, attributes that do not belong there, ids that are gone or not unique.
  fc.tuple(place, place).map(([a, b]): Mutation => swapped(/(?<=<\/?)[\w:]+(?=[\s>])/g, a, b)),
  fc.tuple(place, place).map(([a, b]): Mutation => swapped(/(?<==")[^"]*(?=")/g, a, b)),
  fc.tuple(place, place).map(([a, b]): Mutation => swapped(/<text>[^<]*<\/text>/g, a, b)),
  fc
    .tuple(
      place,
      fc.constantFrom('id', 'default', 'sourceRef', 'isExecutable', 'triggeredByEvent', 'zeebe:type', '__proto__'),
      fc.string(),
    )
    .map(
      ([a, name, value]): Mutation =>
        inserted(/(?<=<[\w:]+)(?=[\s>])/g, a, ` ${name}="${value.replace(/[<&"]/g, '')}"`),
    ),
  place.map((a): Mutation => removed(/ (?:id|targetRef|messageRef|bpmnElement)="[^"]*"/g, a)),
  place.map((a): Mutation => removed(/<(\w+:?\w*)[^>]*>[^<]*<\/\1>/g, a)),
  fc.constantFrom('UTF-16', 'GBK', 'x').map(
    (name): Mutation =>
      (text) =>
        text.replace('encoding="UTF-8"', `encoding="${name}"`),
  ),
);

const at = (text: string, portion: number) => Math.floor(text.length * portion);

function pick(text: string, pattern: RegExp, portion: number): RegExpMatchArray | undefined {
  const all = [...text.matchAll(pattern)];
  return all[Math.min(all.length - 1, Math.floor(all.length * portion))];
}

function swapped(pattern: RegExp, a: number, b: number): Mutation {
  return (text) => {
    const [one, other] = [pick(text, pattern, Math.min(a, b)), pick(text, pattern, Math.max(a, b))];
    if (!one || !other || one.index === other.index) return text;
    const between = text.slice((one.index ?? 0) + one[0].length, other.index);
    return text.slice(0, one.index) + other[0] + between + one[0] + text.slice((other.index ?? 0) + other[0].length);
  };
}

function inserted(pattern: RegExp, a: number, what: string): Mutation {
  return (text) => {
    const index = pick(text, pattern, a)?.index ?? 0;
    return text.slice(0, index) + what + text.slice(index);
  };
}

function removed(pattern: RegExp, a: number): Mutation {
  return (text) => {
    const match = pick(text, pattern, a);
    return match ? text.slice(0, match.index) + text.slice((match.index ?? 0) + match[0].length) : text;
  };
}

describe('linting what is no model', () => {
  it.each([
    ['processes/case-withdrawal.bpmn', 30],
    ['processes/case-clock.bpmn', 20],
    ['decisions/dmn_followup_outcome.dmn', 30],
    ['forms/form-follow-up.form', 30],
  ])('never throws, whatever became of %s', async (path, numRuns) => {
    const before = shipped.find((file) => file.path === path)?.content ?? '';
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), async (mutations) => {
        const content = mutations.reduce((text, mutate) => mutate(text), before);
        const findings = await lintModels([...rest, { path, content }], [path], CITY);
        for (const { message, rule } of findings) expect(`${rule} ${message}`.length).toBeLessThan(500);
        // A crash of ours is a mistake of ours; some rules of others do crash.
        expect(findings.filter(({ rule, details }) => rule === 'rule-crashed' && !details.rule?.includes('/'))).toEqual(
          [],
        );
      }),
      { numRuns },
    );
  });

  it.each([
    '',
    '<',
    '{}',
    '[]',
    'null',
    '"x"',
    '<a/>',
    '\u0000',
    '<definitions/>',
    '<?xml version="1.0" encoding="UTF-16"?>',
  ])('says something of %j under any name', async (content) => {
    for (const path of ['x.bpmn', 'x.dmn', 'x.form', 'x']) {
      const findings = await lintModels([{ path, content }], [path], CITY);
      expect({ path, rules: findings.map(({ rule }) => rule) }).not.toMatchObject({ rules: ['rule-crashed'] });
    }
  });

  it('ends, and says what it left out, for a table, a form and a drawing that only a machine makes', async () => {
    const many = (count: number, piece: (index: number) => string) =>
      Array.from({ length: count }, (_, i) => piece(i)).join('');
    const range = (from: number) => `[${from}..${from + 600}]`;
    const cell = (text: string) => `<inputEntry><text>${text}</text></inputEntry>`;
    const expression = `=${'(a + '.repeat(30_000)}`;
    const files = [
      {
        path: 'expression.bpmn',
        content: `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="x"><process id="p"><startEvent id="s"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="e"><conditionExpression>${expression}</conditionExpression></sequenceFlow></process></definitions>`,
      },
      {
        path: 'rows.dmn',
        content: `<definitions><decision id="d"><decisionTable hitPolicy="FIRST">${many(8, (i) => `<input><inputExpression><text>v${i}</text></inputExpression></input>`)}<output name="o"/>${many(
          120,
          (row) =>
            `<rule id="r${row}">${many(8, (i) => cell(range((row * row * (i + 3) + row * i) % 997)))}<outputEntry><text>1</text></outputEntry></rule>`,
        )}</decisionTable></decision></definitions>`,
      },
      {
        path: 'rows2.dmn',
        content: `<definitions><decision id="e"><decisionTable><input><inputExpression><text>v</text></inputExpression></input>${many(8_000, (i) => `<rule>${cell(`"${i}"`)}</rule>`)}</decisionTable></decision></definitions>`,
      },
      {
        path: 'keys.form',
        content: JSON.stringify({
          id: 'k',
          components: Array.from({ length: 8_000 }, (_, i) => ({ type: 'number', key: `k${i % 4000}` })),
        }),
      },
      {
        path: 'big.bpmn',
        content: `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="x"><process id="p" isExecutable="true"><exclusiveGateway id="t0"/>${many(
          4200,
          (i) => `<userTask id="t${i + 1}"/><sequenceFlow id="f${i}" sourceRef="t0" targetRef="t${i + 1}"/>`,
        )}</process></definitions>`,
      },
    ];
    const findings = await lintModels(
      files,
      files.map(({ path }) => path),
      CITY,
    );
    const told = (path: string) => findings.filter((finding) => finding.path === path).map(({ rule }) => rule);
    expect(told('rows.dmn')).toContain('decision-gap');
    expect(told('rows2.dmn')).toContain('decision-not-analysed');
    expect(told('expression.bpmn')).toContain('too-many-elements');
    expect(told('keys.form')).toContain('more-findings');
    expect(told('big.bpmn')).toContain('more-findings');
  });
});
