import type { ListedCase, TaskRow } from './task-row.js';

type ColumnName = Exclude<keyof TaskRow, 'case' | 'refusedBy'>;

const COLUMNS: Record<ColumnName, string> = {
  id: 't.id',
  kind: 't.kind',
  name: 't.name',
  elementId: 't.element_id',
  processId: 't.process_id',
  subjectId: 't.subject_id',
  state: 't.state',
  holderId: 't.holder_id',
  completedById: 't.completed_by',
  unitId: 't.unit_id',
  caseId: 't.case_id',
  caseNumber: 't.case_number',
  title: 't.case_title',
  categoryCode: 't.category_code',
  areaCode: 't.area_code',
  urgency: 't.urgency',
  phase: 't.phase',
  clockKind: 't.clock_kind',
  clockSpan: 't.clock_span',
  officeClass: 't.office_class',
  dueAt: "nullif(t.due_at, 'infinity')",
  yellowAt: 't.yellow_at',
  pausedAt: 't.paused_at',
  createdAt: 't.created_at',
  claimedAt: 't.claimed_at',
  endedAt: 't.ended_at',
  formId: 't.form_id',
  formVersion: 't.form_version',
  engineId: 't.engine_id',
  draft: 't.draft',
  draftSavedAt: 't.draft_saved_at',
  result: 't.result',
  groups: 'array(select k.group_name from task_candidates k where k.task_id = t.id order by k.group_name)',
};

const textOf = (names: Iterable<ColumnName>): string =>
  [...names].map((name) => `${COLUMNS[name]} as "${name}"`).join(', ');

/** All of a row of `tasks t`. */
export const TASK_COLUMNS = textOf(Object.keys(COLUMNS) as ColumnName[]);

const OF_ACTS: readonly ColumnName[] = ['kind', 'state', 'holderId', 'caseId', 'subjectId', 'groups'];

/** Columns behind the fields that are made of others. */
const BEHIND: Record<string, readonly ColumnName[]> = {
  holder: ['holderId'],
  completedBy: ['completedById'],
  candidateGroups: ['groups'],
  unit: ['unitId'],
  case: ['caseId'],
  category: ['categoryCode'],
  area: ['areaCode'],
  form: ['engineId', 'formId', 'formVersion'],
  draft: ['draft', 'holderId'],
  actions: OF_ACTS,
  refusal: OF_ACTS,
  __typename: [],
};

const OF_CASE: Record<Exclude<keyof ListedCase, 'id'>, string> = {
  channel: 'c.channel',
  secrecy: 'c.secrecy',
  provisional: 'c.provisional',
  urgeCount: 'c.urge_count',
  supervisionLevel: 'c.supervision_level',
  reworkCount: 'c.rework_count',
};
/** The web's client asks for the names of types everywhere. */
const NEEDS_NOTHING: ReadonlySet<string> = new Set(['id', '__typename']);
const OF_CASE_NAMES = Object.keys(OF_CASE) as (keyof typeof OF_CASE)[];

/** What a list of tasks is asked for: the columns of its rows, and whether they bring what is shown of their cases. */
export interface TaskSelection {
  columns: string;
  withCase: boolean;
}

export const WHOLE_TASKS: TaskSelection = { columns: TASK_COLUMNS, withCase: false };

/** What the task list of the web shows, or its acts need. */
const LISTED: ReadonlySet<ColumnName> = new Set<ColumnName>([
  'id',
  'name',
  'unitId',
  'caseNumber',
  'title',
  'categoryCode',
  'areaCode',
  'urgency',
  'phase',
  'clockKind',
  'clockSpan',
  'officeClass',
  'dueAt',
  'yellowAt',
  'pausedAt',
  'createdAt',
  ...OF_ACTS,
]);
const LISTED_COLUMNS = textOf(LISTED);
const CASE_COLUMNS = OF_CASE_NAMES.map((name) => `, ${OF_CASE[name]} as "case_${name}"`).join('');

/**
 * Half of what a page of tasks cost the application was decoding 68 columns a row, of which the list shows 28. Only few different
 * selections, since each is a statement that stays prepared.
 * @param asked fields of a task @param askedOfCase fields of its case
 */
export function selectionOf(asked: ReadonlySet<string>, askedOfCase: ReadonlySet<string>): TaskSelection {
  const listed = [...asked].every((field) =>
    (BEHIND[field] ?? [field as ColumnName]).every((column) => LISTED.has(column)),
  );
  const withCase =
    asked.has('case') && [...askedOfCase].every((field) => NEEDS_NOTHING.has(field) || Object.hasOwn(OF_CASE, field));
  return { columns: (listed ? LISTED_COLUMNS : TASK_COLUMNS) + (withCase ? CASE_COLUMNS : ''), withCase };
}

/** Takes what belongs to the case out of a row that was read with it. */
export function withItsCase<R extends TaskRow>(row: R): R {
  const read = row as unknown as Record<`case_${keyof typeof OF_CASE}`, never>;
  row.case = {
    id: row.caseId,
    channel: read.case_channel,
    secrecy: read.case_secrecy,
    provisional: read.case_provisional,
    urgeCount: read.case_urgeCount,
    supervisionLevel: read.case_supervisionLevel,
    reworkCount: read.case_reworkCount,
  };
  return row;
}
