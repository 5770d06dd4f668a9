/** What of a thing differs; screens say it by `compare:aspect.<ASPECT>`. */
export type Aspect =
  // The thing itself is there in one version only.
  | 'THING'
  | 'NAME'
  | 'TYPE'
  // Of a flow: from where to where.
  | 'WAY'
  | 'CONDITION'
  | 'DEFAULT_WAY'
  | 'ATTACHED_TO'
  | 'INSIDE'
  | 'LIMIT'
  | 'TASK'
  | 'STATUS'
  | 'PHASE'
  | 'HEADERS'
  | 'CANDIDATES'
  | 'FORM'
  | 'DECISION'
  | 'JOB'
  | 'MESSAGE'
  | 'TIMER'
  | 'CALLED_PROCESS'
  | 'VARIABLES'
  | 'REPETITION'
  | 'DOCUMENTATION'
  // Of decisions.
  | 'HIT_POLICY'
  | 'COLUMNS'
  | 'ROW'
  | 'ROW_ORDER'
  // Of forms.
  | 'LABEL'
  | 'LABEL_EN'
  | 'REQUIRED'
  | 'LIMITS'
  | 'OPTIONS'
  | 'OUTPUT'
  | 'SHOWN_WHEN'
  | 'FIELD_ORDER';

export type Thing = 'PROCESS' | 'STEP' | 'FLOW' | 'DECISION' | 'ROW' | 'FORM' | 'FIELD';

/** One thing that two versions of a model say differently. */
export interface ModelChange {
  readonly kind: 'ADDED' | 'REMOVED' | 'CHANGED';
  readonly thing: Thing;
  readonly aspect: Aspect;
  /** Id of the BPMN element, decision or row, key of the field. */
  readonly element: string;
  /** As people see it; the id where nothing is written. */
  readonly name: string;
  /** As the version says it; null where it says nothing, or has no such thing. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What a version says of one of its things. */
export interface Facts {
  readonly thing: Thing;
  readonly name: string;
  readonly aspects: Readonly<Partial<Record<Aspect, string>>>;
  /** What is compared instead where the words of an aspect name other things: a step with another name is the same step. */
  readonly keys?: Readonly<Partial<Record<Aspect, string>>>;
}

/** By id, in the order of the file. */
export type FactsOfModel = ReadonlyMap<string, Facts>;

/**
 * What one version says and the other does not, in the order of the later one; what it lost comes last.
 * @param before null for a model that was not there yet
 */
export function changesBetween(before: FactsOfModel | null, after: FactsOfModel): ModelChange[] {
  const changes: ModelChange[] = [];
  for (const [element, facts] of after) {
    const earlier = before?.get(element);
    if (!earlier) changes.push(whole('ADDED', element, facts));
    else changes.push(...differences(element, earlier, facts));
  }
  for (const [element, facts] of before ?? []) if (!after.has(element)) changes.push(whole('REMOVED', element, facts));
  return changes;
}

const whole = (kind: 'ADDED' | 'REMOVED', element: string, { thing, name, aspects }: Facts): ModelChange => {
  const said = aspects.ROW ?? aspects.WAY ?? null;
  const [before, after] = kind === 'ADDED' ? [null, said] : [said, null];
  return { kind, thing, aspect: 'THING', element, name, before, after };
};

function differences(element: string, earlier: Facts, later: Facts): ModelChange[] {
  const { thing, name } = later;
  const aspects = new Set([...Object.keys(later.aspects), ...Object.keys(earlier.aspects)] as Aspect[]);
  return [...aspects].flatMap((aspect): ModelChange[] => {
    const before = earlier.aspects[aspect] ?? null;
    const after = later.aspects[aspect] ?? null;
    const same = (earlier.keys?.[aspect] ?? before) === (later.keys?.[aspect] ?? after);
    return same ? [] : [{ kind: 'CHANGED', thing, aspect, element, name, before, after }];
  });
}

/** Facts without those that say nothing. */
export function said(aspects: Partial<Record<Aspect, string | undefined>>): Partial<Record<Aspect, string>> {
  return Object.fromEntries(Object.entries(aspects).filter(([, words]) => words !== undefined && words !== ''));
}
