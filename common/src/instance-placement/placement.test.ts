import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProcessModel, readBpmn } from '../model-lint/read-bpmn.js';
import { automaticMapping, type Correction, corrected, engineMapping } from './element-mapping.js';
import { placementOf, type Standing } from './placement.js';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
<bpmn:message id="m" name="msg.x" />`;

const task = (id: string, name = id, inside = '') =>
  `<bpmn:userTask id="${id}" name="${name}">${inside}</bpmn:userTask>`;
const service = (id: string) =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="x" /></bpmn:extensionElements></bpmn:serviceTask>`;
const page = (id: string, inside: string, attributes = '') =>
  `<bpmn:subProcess id="${id}" name="${id}" ${attributes}>${inside}</bpmn:subProcess>`;
const LOOP = '<bpmn:multiInstanceLoopCharacteristics />';
const border = (on: string, what: 'timer' | 'message' | 'error', id = `${what}_${on}`) =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${on}"><bpmn:${what}EventDefinition ${what === 'message' ? 'messageRef="m"' : ''} /></bpmn:boundaryEvent>`;

async function model(inside: string): Promise<ProcessModel> {
  const { processes } = await readBpmn(
    'p.bpmn',
    `${HEAD}<bpmn:process id="p">${inside}</bpmn:process></bpmn:definitions>`,
  );
  return processes[0] as ProcessModel;
}

/** Where an instance comes to, by the automatic mapping and corrections of it. */
async function placed(old: string, next: string, standing: Standing | string[], corrections: Correction[] = []) {
  const [before, after] = [await model(old), await model(next)];
  const mapping = corrected(automaticMapping(before, after), corrections, before, after);
  const { way, reasons, at } = placementOf(
    before,
    after,
    mapping,
  )(Array.isArray(standing) ? { active: standing } : standing);
  return {
    way,
    why: reasons.map(({ code, element, side }) => `${code} ${element} ${side}`),
    at: at.map(({ from, to }) => `${from}>${to}`),
  };
}

describe('the automatic mapping', () => {
  const mapped = async (old: string, next: string) =>
    automaticMapping(await model(old), await model(next)).map(({ from, to }) => `${from}>${to}`);

  it('goes by the id first, whatever the name', async () => {
    expect(await mapped(task('a', '甲') + task('b', '乙'), task('b', '甲') + task('a', '乙'))).toEqual(['a>a', 'b>b']);
  });

  it('then by name and type, where there is one such element left on both sides', async () => {
    expect(await mapped(task('a', '审核'), task('a2', '审核'))).toEqual(['a>a2']);
    expect(await mapped(task('a', '审核') + task('b', '审核'), task('c', '审核'))).toEqual([]);
    expect(await mapped(task('a', '审核'), task('b', '审核') + task('c', '审核'))).toEqual([]);
    expect(await mapped(task('a', '审核'), '<bpmn:serviceTask id="s" name="审核" />')).toEqual([]);
    expect(await mapped(task('a', '审核') + task('b', '审核'), task('b', '审核') + task('c', '审核'))).toEqual(
      ['b>b', 'a>c'].sort(),
    );
  });

  it('never by an empty name', async () => {
    expect(await mapped(task('a', ''), task('b', ''))).toEqual([]);
  });

  it('knows only places where a token can be', async () => {
    const ends = '<bpmn:startEvent id="s" /><bpmn:endEvent id="e" />';
    expect(await mapped(ends + task('a') + border('a', 'timer'), ends + task('a') + border('a', 'timer'))).toEqual([
      'a>a',
    ]);
  });

  it('can be corrected by a person, also to nothing, and never to what is not there', async () => {
    const [before, after] = [await model(task('a') + task('b') + task('c')), await model(task('a') + task('z'))];
    const mapping = automaticMapping(before, after);
    const said = [
      { from: 'b', to: 'z' },
      { from: 'a', to: null },
      { from: 'c', to: 'nowhere' },
      { from: 'ghost', to: 'z' },
    ];
    expect(corrected(mapping, said, before, after)).toEqual([{ from: 'b', to: 'z' }]);
  });

  it('tells the engine of steps only: it maps no events and gateways', async () => {
    const both = `${task('a')}<bpmn:exclusiveGateway id="g" /><bpmn:intermediateCatchEvent id="c" />${page('s', task('i'))}`;
    const [before, after] = [await model(both), await model(both)];
    const mapping = automaticMapping(before, after);
    expect(mapping.map(({ from }) => from)).toEqual(['a', 'g', 'c', 's', 'i']);
    expect(engineMapping(before, after, mapping).map(({ from }) => from)).toEqual(['a', 's', 'i']);
  });
});

describe('in place moves', () => {
  it('a waiting user task, also renamed and with a step put behind it', async () => {
    expect(await placed(task('a'), task('a') + task('b'), ['a'])).toEqual({ way: 'IN_PLACE', why: [], at: ['a>a'] });
    expect(await placed(task('a', '审核'), task('a2', '审核'), ['a'])).toEqual({
      way: 'IN_PLACE',
      why: [],
      at: ['a>a2'],
    });
  });

  it('a job of a service', async () => {
    expect(await placed(service('a'), service('a'), ['a'])).toMatchObject({ way: 'IN_PLACE' });
  });

  it('a task in an embedded sub-process, named with or without it', async () => {
    const both = page('s', task('a'));
    expect(await placed(both, both, ['s', 'a'])).toEqual({ way: 'IN_PLACE', why: [], at: ['a>a'] });
    expect(await placed(both, both, ['a'])).toEqual({ way: 'IN_PLACE', why: [], at: ['a>a'] });
  });

  it('a running call, and a called instance itself', async () => {
    const call = '<bpmn:callActivity id="c" />';
    expect(await placed(call, call, ['c'])).toMatchObject({ way: 'IN_PLACE', at: ['c>c'] });
    expect(await placed(task('a'), task('a'), { active: ['a'], called: true })).toMatchObject({ way: 'IN_PLACE' });
  });

  it('a step that gains or loses a message at its border', async () => {
    expect(await placed(task('a'), task('a') + border('a', 'message'), ['a'])).toMatchObject({ way: 'IN_PLACE' });
    expect(await placed(task('a') + border('a', 'message'), task('a'), ['a'])).toMatchObject({ way: 'IN_PLACE' });
  });

  it('past anything that could not wait, as long as nothing waits there', async () => {
    const elsewhere = `${task('b')}${border('b', 'timer')}<bpmn:eventBasedGateway id="g" /><bpmn:userTask id="m">${LOOP}</bpmn:userTask><bpmn:parallelGateway id="j" />`;
    expect(await placed(task('a') + elsewhere, task('a') + elsewhere, ['a'])).toMatchObject({ way: 'IN_PLACE' });
  });

  it('several tokens, at two steps or twice at one', async () => {
    const both = task('a') + task('b');
    expect(await placed(both, both, ['a', 'b'])).toMatchObject({ way: 'IN_PLACE', at: ['a>a', 'b>b'] });
    expect(await placed(both, both, ['a', 'a'])).toMatchObject({ way: 'IN_PLACE', at: ['a>a', 'a>a'] });
  });
});

describe('re-seated is', () => {
  it.each(['timer', 'error'] as const)('a step with a %s at its border in either version', async (what) => {
    const [bare, bordered] = [task('a'), task('a') + border('a', what)];
    expect(await placed(bordered, bare, ['a'])).toEqual({
      way: 'RESEAT',
      why: [`boundary-event ${what}_a BEFORE`],
      at: ['a>a'],
    });
    expect(await placed(bare, bordered, ['a'])).toEqual({
      way: 'RESEAT',
      why: [`boundary-event ${what}_a AFTER`],
      at: ['a>a'],
    });
  });

  it('a step with a message at its border in both versions, the same or another', async () => {
    for (const id of ['m1', 'm2'])
      expect(
        await placed(task('a') + border('a', 'message', 'm1'), task('a') + border('a', 'message', id), ['a']),
      ).toEqual({
        way: 'RESEAT',
        why: ['boundary-event m1 BEFORE', `boundary-event ${id} AFTER`],
        at: ['a>a'],
      });
  });

  it('a step in a sub-process that has a timer at its border', async () => {
    const bordered = page('s', task('a')) + border('s', 'timer');
    expect(await placed(bordered, page('s', task('a')), ['s', 'a'])).toMatchObject({
      way: 'RESEAT',
      why: ['boundary-event timer_s BEFORE'],
    });
    expect(await placed(bordered, page('s', task('a')), ['a'])).toMatchObject({
      way: 'RESEAT',
      why: ['boundary-event timer_s BEFORE'],
    });
  });

  it.each([
    ['event-based-gateway', '<bpmn:eventBasedGateway id="x" />'],
    ['catch-event', '<bpmn:intermediateCatchEvent id="x" />'],
    ['receive-task', '<bpmn:receiveTask id="x" />'],
    ['other-waiting', '<bpmn:businessRuleTask id="x" />'],
    ['other-waiting', '<bpmn:exclusiveGateway id="x" />'],
  ])('what waits as %s', async (code, element) => {
    expect(await placed(element, element, ['x'])).toEqual({ way: 'RESEAT', why: [`${code} x BEFORE`], at: ['x>x'] });
  });

  it('a step that runs several times, once for all its tokens, from the start of its loop', async () => {
    const looped = task('a', 'a', LOOP);
    expect(await placed(looped, looped, ['a', 'a', 'a'])).toEqual({
      way: 'RESEAT',
      why: ['multi-instance a BEFORE', 'multi-instance a AFTER', 'loop-begins-anew a BEFORE'],
      at: ['a>a'],
    });
    expect(await placed(task('a'), looped, ['a'])).toMatchObject({ way: 'RESEAT', why: ['multi-instance a AFTER'] });
  });

  it('any instance of a process with an event sub-process, in either version', async () => {
    const listening = task('a') + page('e', '<bpmn:startEvent id="es" />', 'triggeredByEvent="true"');
    expect(await placed(listening, task('a'), ['a'])).toEqual({
      way: 'RESEAT',
      why: ['event-sub-process e BEFORE'],
      at: ['a>a'],
    });
    expect(await placed(task('a'), listening, ['a'])).toEqual({
      way: 'RESEAT',
      why: ['event-sub-process e AFTER'],
      at: ['a>a'],
    });
  });

  it('what is another type of element now, or stands in another sub-process', async () => {
    expect(await placed(task('a'), service('a'), ['a'])).toEqual({
      way: 'RESEAT',
      why: ['type-changed a AFTER'],
      at: ['a>a'],
    });
    expect(await placed(task('a'), page('s', task('a')), ['a'])).toEqual({
      way: 'RESEAT',
      why: ['scope-changed a BEFORE'],
      at: ['a>a'],
    });
    expect(await placed(page('s', task('a')), task('a'), ['s', 'a'])).toEqual({
      way: 'RESEAT',
      why: ['scope-changed a BEFORE'],
      at: ['a>a'],
    });
  });

  it('what an incident holds at the door of a step, which is entered anew', async () => {
    expect(await placed(task('a'), task('a'), { active: [], stuck: ['a'] })).toEqual({
      way: 'RESEAT',
      why: ['stuck a BEFORE'],
      at: ['a>a'],
    });
  });

  it('a running call, when anything else asks for it, which then begins anew', async () => {
    const call = '<bpmn:callActivity id="c" />';
    expect(await placed(call + border('c', 'timer'), call, ['c'])).toEqual({
      way: 'RESEAT',
      why: ['boundary-event timer_c BEFORE', 'call-begins-anew c BEFORE'],
      at: ['c>c'],
    });
  });
});

describe('in no way moves', () => {
  it('what has no place in the newer version, until a person names one', async () => {
    expect(await placed(task('a', '甲'), task('b', '乙'), ['a'])).toEqual({
      way: 'IMPOSSIBLE',
      why: ['not-mapped a BEFORE'],
      at: [],
    });
    expect(await placed(task('a', '甲'), task('b', '乙'), ['a'], [{ from: 'a', to: 'b' }])).toEqual({
      way: 'IN_PLACE',
      why: [],
      at: ['a>b'],
    });
    expect(await placed(task('a'), task('a'), ['a'], [{ from: 'a', to: null }])).toMatchObject({ way: 'IMPOSSIBLE' });
  });

  it('a token that waits at a join for the others', async () => {
    const both = `${task('a')}<bpmn:parallelGateway id="j" />`;
    expect(await placed(both, both, { active: ['a'], parked: ['j'] })).toMatchObject({
      way: 'IMPOSSIBLE',
      why: ['parked-token j BEFORE'],
    });
  });

  it('what stands inside a loop, or would', async () => {
    const looped = page('s', LOOP + task('a'));
    expect(await placed(looped, looped, ['s', 's', 'a'])).toMatchObject({ way: 'IMPOSSIBLE' });
    expect(await placed(page('s', task('a')), looped, ['s', 'a'])).toMatchObject({ way: 'IMPOSSIBLE' });
  });

  it('a called instance that could only be re-seated: it cannot be cancelled by itself', async () => {
    const bordered = task('a') + border('a', 'timer');
    expect(await placed(bordered, bordered, { active: ['a'], called: true })).toMatchObject({
      way: 'IMPOSSIBLE',
      why: expect.arrayContaining(['called-by-another p BEFORE']),
    });
  });

  it('what the version it runs in does not know, and what is nowhere', async () => {
    expect(await placed(task('a'), task('a'), ['ghost'])).toMatchObject({
      way: 'IMPOSSIBLE',
      why: ['unknown-element ghost BEFORE'],
    });
    expect(await placed(task('a'), task('a'), [])).toMatchObject({
      way: 'IMPOSSIBLE',
      why: ['nothing-active p BEFORE'],
    });
  });
});

it('finds the shipped route movable in place wherever a person is asked', async () => {
  const xml = readFileSync(join(import.meta.dirname, '../../../workflows/processes/case-main.bpmn'), 'utf8');
  const route = (await readBpmn('case-main.bpmn', xml)).processes[0] as ProcessModel;
  const place = placementOf(route, route, automaticMapping(route, route));
  const tasks = route.elements.filter(({ $type }) => $type === 'bpmn:UserTask');
  expect(tasks.length).toBeGreaterThan(10);
  for (const { id } of tasks) expect(place({ active: [id ?? ''] })).toMatchObject({ way: 'IN_PLACE', reasons: [] });
});
