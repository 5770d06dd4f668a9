import type { ModelKind } from '../../../gql/schema.generated.js';
import { allItems, readForm } from '../form/form-model.js';

/** One thing that differs between two texts of a model. */
export interface ModelChange {
  what: 'added' | 'removed' | 'changed' | 'moved';
  /** Id of the element, key of the field, id of the row. */
  id: string;
  name: string;
  /** BPMN type without prefix, type of a form field; `row` or `decision` of a DMN file. */
  type: string;
}

/** What differs, in the order added, removed, changed, moved. Null where one of the two cannot be read. */
export async function modelChanges(kind: ModelKind, before: string, after: string): Promise<ModelChange[] | null> {
  try {
    if (kind === 'PROCESS') return await processChanges(before, after);
    return compared(
      kind === 'FORM' ? fieldsOf(before) : rowsOf(before),
      kind === 'FORM' ? fieldsOf(after) : rowsOf(after),
    );
  } catch {
    return null;
  }
}

async function processChanges(before: string, after: string): Promise<ModelChange[]> {
  const [{ BpmnModdle }, { default: zeebe }, { diff }] = await Promise.all([
    import('bpmn-moddle'),
    import('zeebe-bpmn-moddle/resources/zeebe.json', { with: { type: 'json' } }),
    import('bpmn-js-differ'),
  ]);
  const read = async (xml: string) => (await new BpmnModdle({ zeebe }).fromXML(xml)).rootElement;
  const found = diff(await read(before), await read(after));
  const changes = (what: ModelChange['what'], elements: { id: string; name?: string; $type: string }[]) =>
    elements.map(({ id, name = '', $type }) => ({ what, id, name, type: $type.replace(/^.*:/, '') }));
  const changed = Object.values(found._changed).map(({ model }) => model);
  const ids = new Set(changed.map(({ id }) => id));
  return [
    ...changes('added', Object.values(found._added)),
    ...changes('removed', Object.values(found._removed)),
    ...changes('changed', changed),
    ...changes(
      'moved',
      Object.values(found._layoutChanged).filter(({ id, $type }) => !ids.has(id) && $type !== 'bpmn:SequenceFlow'),
    ),
  ];
}

interface Part {
  id: string;
  name: string;
  type: string;
  text: string;
}

function compared(before: readonly Part[], after: readonly Part[]): ModelChange[] {
  const old = new Map(before.map((part) => [part.id, part]));
  const now = new Map(after.map((part) => [part.id, part]));
  const said = (what: ModelChange['what'], parts: readonly Part[]) =>
    parts.map(({ id, name, type }) => ({ what, id, name, type }));
  const kept = (parts: readonly Part[], others: Map<string, Part>) => parts.filter(({ id }) => others.has(id));
  const order = kept(before, now).map(({ id }) => id);
  const changed = kept(after, old).filter(({ id, text }) => old.get(id)?.text !== text);
  const moved = kept(after, old).filter(
    ({ id }, index) => order[index] !== id && !changed.some((part) => part.id === id),
  );
  return [
    ...said(
      'added',
      after.filter(({ id }) => !old.has(id)),
    ),
    ...said(
      'removed',
      before.filter(({ id }) => !now.has(id)),
    ),
    ...said('changed', changed),
    ...said('moved', moved),
  ];
}

function fieldsOf(content: string): Part[] {
  const form = readForm(content);
  if (!form) throw new Error('no form');
  return allItems(form).map(({ item }, index) => {
    const { components: _, ...own } = item;
    const id = item.key ?? item.id ?? String(index);
    return { id, name: item.label ?? item.text ?? '', type: item.type, text: JSON.stringify(own) };
  });
}

const DECISION = /<(?:\w+:)?decision\b[^>]*?\bid="([^"]+)"[^>]*?>/g;
const ROW = /<(?:\w+:)?rule\b[^>]*?\bid="([^"]+)"[^>]*>([\s\S]*?)<\/(?:\w+:)?rule>/g;
const CELL = /<(?:\w+:)?text>([\s\S]*?)<\/(?:\w+:)?text>/g;

/** Rows of the tables, and the tables themselves without their rows. */
function rowsOf(content: string): Part[] {
  const rows = [...content.matchAll(ROW)].map(([, id = '', body = '']) => {
    const cells = [...body.matchAll(CELL)].map(([, cell = '']) => cell.trim());
    return { id, name: cells.filter(Boolean).join(' · ').slice(0, 120), type: 'row', text: cells.join('\n') };
  });
  const rest = content.replace(ROW, '').replace(/\s+/g, ' ');
  const decisions = [...content.matchAll(DECISION)].map(([tag, id = '']) => ({
    id,
    name: /\bname="([^"]*)"/.exec(tag)?.[1] ?? '',
    type: 'decision',
    text: rest,
  }));
  if (decisions.length === 0) throw new Error('no decision');
  return [...decisions, ...rows];
}
