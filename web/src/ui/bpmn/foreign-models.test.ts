import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { layOut } from '../../../../common/src/model-layout/lay-out.js';
import type { BpmnElement } from '../../../../common/src/model-lint/bpmn-element.js';
import type { Finding } from '../../../../common/src/model-lint/finding.js';
import { lintModels } from '../../../../common/src/model-lint/lint-models.js';
import { elementsIn, readBpmn } from '../../../../common/src/model-lint/read-bpmn.js';
import { readModelText } from '../../../../common/src/model-text/read-model-text.js';
import { CITY, shippedModels } from '../../../../tests/support/shipped-models.js';
import type { Moddle, Shape } from './moddle.js';
import { withoutEngineTask } from './step-commands.js';

/** Files in the manner of other tools, written for this test. */
const FOLDER = join(import.meta.dirname, '../../../../tests/samples/foreign-models');
const read = (name: string) => readFileSync(join(FOLDER, `${name}.bpmn`), 'utf8');

/** The model that is imported, and rules that say what this engine and platform will not do with it. */
const MODELS: readonly [name: string, id: string, told: string[]][] = [
  ['activiti-vacation', 'waterBill', ['condition-not-feel', 'engine/executable-process', 'candidates-missing']],
  ['adonis-export', 'process.17', ['xml-content', 'engine/executable-process']],
  ['aris-export', '_b6f1a2c0-0002-11ee-0000-00155d0a0b0c', ['no-default-flow', 'engine/executable-process']],
  ['bizagi-pool', 'Id_proc2', ['engine/executable-process']],
  ['bonita-request', '_RequestPool', ['condition-not-feel', 'engine/implementation', 'candidates-missing']],
  ['bpmnio-sketch', 'Process_0sketch', ['engine/executable-process', 'bpmnlint/no-disconnected']],
  ['camunda7-complaint', 'noise-complaint', ['condition-not-feel', 'engine/implementation', 'form-missing']],
  ['camunda7-external-tasks', 'external-tasks', ['engine/implementation', 'engine/called-element', 'not-movable']],
  ['camunda8-engine-user-tasks', 'tree-inspection', ['engine-user-task', 'engine/no-priority-definition']],
  ['camunda8-newer', 'newer-engine', ['engine/element-type', 'engine/no-version-tag', 'called-process-unknown']],
  ['data-and-artifacts', 'data-and-artifacts', ['engine/element-type', 'engine/implementation']],
  ['document-type', 'with-doctype', ['xml-content']],
  ['empty-process', 'nothing-yet', ['bpmnlint/start-event-required']],
  ['every-event', 'every-event', ['engine/element-type', 'message-unknown']],
  ['flowable-leave', 'streetLamp', ['engine/implementation', 'engine/sequence-flow-condition', 'condition-not-feel']],
  ['ibm-process', 'bpdid_a5d1', ['engine/called-element']],
  ['ids-on-process-only', 'few-ids', ['engine/timer', 'unreachable']],
  ['jbpm-evaluation', 'com.example.city.evaluation', ['engine/implementation', 'candidates-missing']],
  ['other-prefix', 'WFP-6-', ['engine/executable-process']],
  ['several-processes', 'runsFirst', ['engine/called-element']],
  ['signavio-collaboration', 'sid-office', ['engine/executable-process']],
  ['windows-bom', 'windows-file', ['form-missing', 'candidates-missing']],
];

/** What is no process that could be drawn on, and the one sentence that says so. */
const REFUSED: readonly [name: string, problem: string, line: number | null][] = [
  ['choreography-only', 'noProcess', null],
  ['cut-off', 'notXml', 25],
  ['drawio-file', 'otherLanguage', null],
  ['no-ids', 'unusableId', null],
  ['saved-page', 'notXml', 2],
  ['spaces-in-id', 'unusableId', null],
  ['xpdl-package', 'otherLanguage', null],
];

const lint = (content: string): Promise<Finding[]> =>
  lintModels([...shippedModels(), { path: 'own.bpmn', content }], ['own.bpmn'], CITY);

it('is tried with every file of the folder, more than twenty of them models', () => {
  const tried = [...MODELS, ...REFUSED].map(([name]) => `${name}.bpmn`);
  expect(tried.sort()).toEqual(readdirSync(FOLDER).sort());
  expect(MODELS.length).toBeGreaterThanOrEqual(20);
});

it.each(REFUSED)('refuses %s in one sentence: %s', (name, problem, line) => {
  expect(readModelText(read(name))).toEqual({ model: null, problem, line });
});

describe.each(MODELS)('%s', (name, id, told) => {
  it('is imported under its own id, and lint says what will not run', async () => {
    expect(readModelText(read(name)).model).toMatchObject({ kind: 'PROCESS', id });
    const rules = new Set((await lint(read(name))).map(({ rule }) => rule));
    expect(told.filter((rule) => !rules.has(rule))).toEqual([]);
  });

  it('is drawn whole by the repair, without a loss', async () => {
    const text = await layOut(read(name));
    const undrawn = (await lint(text)).filter(({ repair }) => repair === 'layOut');
    const [before, after] = await Promise.all([readBpmn('a', read(name).replace(/^\uFEFF/, '')), readBpmn('b', text)]);
    // A flow with one end is no line.
    const halves = flowsOf(after.processes).filter(({ sourceRef, targetRef }) => !sourceRef || !targetRef);
    expect(undrawn.map(({ element }) => element).sort()).toEqual(halves.map(({ id }) => id).sort());
    const said = ({ processes }: typeof before) =>
      processes.map(({ element, elements }) => [element.name, ...elements.map(({ $type, name }) => [$type, name])]);
    expect(said(after)).toEqual(said(before));
    expect(vendorParts(text)).toBe(vendorParts(read(name)));
    // The same again, and nothing on top of anything else but boundary events and what lies inside.
    expect(await layOut(text)).toBe(text);
    expect(overlapping(after)).toEqual([]);
  });
});

it("makes an engine's own user tasks tasks of the platform", async () => {
  const { rootElement } = await new BpmnModdle({ zeebe }).fromXML(read('camunda8-engine-user-tasks'));
  const definitions = rootElement as BpmnElement;
  for (const element of definitions.rootElements?.flatMap(elementsIn) ?? []) {
    for (const { context } of withoutEngineTask({ businessObject: element } as unknown as Shape)) {
      const { moddleElement, properties } = context as { moddleElement: Settable; properties: Record<string, unknown> };
      for (const [name, value] of Object.entries(properties)) moddleElement.set(name, value);
    }
  }
  const { xml } = await new BpmnModdle({ zeebe }).toXML(definitions);
  const before = await lint(read('camunda8-engine-user-tasks'));
  const rules = (await lint(xml)).map(({ rule }) => rule);
  expect(before.filter(({ repair }) => repair === 'useJobWorkerUserTask')).toHaveLength(2);
  expect(rules).not.toContain('engine-user-task');
  expect(xml).toContain('formId="form-inspect-on-site"');
});

/** Elements and attributes of other tools, those of the drawing left out. */
const vendorParts = (text: string): number => (text.split('<bpmndi:BPMNDiagram')[0]?.match(VENDORS) ?? []).length;
const VENDORS = /[<\s](?:camunda|flowable|activiti|drools|adonis|signavio|zeebe|ns4|ns5|bizagi|aris):/g;

type Settable = Moddle & { set(name: string, value: unknown): void };

const flowsOf = (processes: readonly { elements: readonly BpmnElement[] }[]) =>
  processes.flatMap(({ elements }) => elements.filter(({ $type }) => $type === 'bpmn:SequenceFlow'));

/** Pairs of steps of one level that lie on each other. */
function overlapping({ processes, drawn }: Awaited<ReturnType<typeof readBpmn>>): string[] {
  const boxOf = (element: BpmnElement) =>
    drawn.get(element.id ?? '')?.bounds as { x: number; y: number; width: number; height: number } | undefined;
  const nodes = processes
    .flatMap(({ elements }) => elements)
    .filter((element) => element.$type !== 'bpmn:BoundaryEvent' && boxOf(element));
  return nodes.flatMap((one, index) =>
    nodes.slice(index + 1).flatMap((other) => {
      const [a, b] = [boxOf(one), boxOf(other)];
      if (!a || !b || one.$parent !== other.$parent) return [];
      const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      return apart ? [] : [`${one.id} ${other.id}`];
    }),
  );
}
