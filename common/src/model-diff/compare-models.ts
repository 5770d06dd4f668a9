import { readBpmn } from '../model-lint/read-bpmn.js';
import { readDmn } from '../model-lint/read-dmn.js';
import { readForm } from '../model-lint/read-form.js';
import type { ModelKind } from '../model-text/read-model-text.js';
import { factsOfDecisions } from './decision-facts.js';
import { factsOfForm } from './form-facts.js';
import { changesBetween, type FactsOfModel, type ModelChange } from './model-change.js';
import { factsOfProcesses } from './process-facts.js';

/** A text that cannot be read as a model of its kind. */
export class UnreadableModel extends Error {
  override readonly name = 'UnreadableModel';
  readonly which: 'before' | 'after';

  constructor(which: 'before' | 'after', reason: string) {
    super(reason);
    this.which = which;
  }
}

/**
 * What a version of a model says differently from another: steps, ways, conditions, limits, candidates, rows of decisions, fields of
 * forms. Where things are drawn is no difference. The order of rows and fields is one: the first row that matches counts.
 * @param before null for a model that was not there yet
 * @throws UnreadableModel
 */
export async function compareModels(kind: ModelKind, before: string | null, after: string): Promise<ModelChange[]> {
  const earlier = before === null ? null : await factsOf(kind, before, 'before');
  const later = await factsOf(kind, after, 'after');
  return [...changesBetween(earlier, later), ...orderChanges(kind, earlier, later)];
}

async function factsOf(kind: ModelKind, content: string, which: 'before' | 'after'): Promise<FactsOfModel> {
  try {
    if (kind === 'PROCESS') return factsOfProcesses(await readBpmn('', content));
    return kind === 'DECISION' ? factsOfDecisions(readDmn('', content)) : factsOfForm(readForm('', content));
  } catch (error) {
    throw new UnreadableModel(which, error instanceof Error ? error.message : String(error));
  }
}

/** Rows and fields that both versions have, in another order. */
function orderChanges(kind: ModelKind, before: FactsOfModel | null, after: FactsOfModel): ModelChange[] {
  if (before === null || kind === 'PROCESS') return [];
  const thing = kind === 'DECISION' ? 'ROW' : 'FIELD';
  const common = (version: FactsOfModel, other: FactsOfModel) =>
    [...version].filter(([id, facts]) => facts.thing === thing && other.has(id));
  const earlier = common(before, after);
  const later = common(after, before);
  if (earlier.every(([id], index) => id === later[index]?.[0])) return [];
  const place = new Map(earlier.map(([id], index) => [id, index + 1]));
  // Said by their places before: "1, 3, 2" means that the third comes before the second now.
  const places = later.map(([id]) => place.get(id)).join(', ');
  const [first] = after;
  const [element, name] = kind === 'DECISION' && first ? [first[0], first[1].name] : ['', ''];
  const aspect = kind === 'DECISION' ? 'ROW_ORDER' : 'FIELD_ORDER';
  const whole = kind === 'DECISION' ? 'DECISION' : 'FORM';
  return [
    {
      kind: 'CHANGED',
      thing: whole,
      aspect,
      element,
      name,
      before: earlier.map((_, index) => index + 1).join(', '),
      after: places,
    },
  ];
}
