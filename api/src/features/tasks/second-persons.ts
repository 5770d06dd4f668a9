import type { Sql } from '../../database/database.js';
import type { AppError } from '../../errors/app-error.js';
import { OwnCoResult } from '../cases/cases.public.js';
import { SameHandoverPerson } from '../supervision/supervision.public.js';
import { SameExtensionPerson } from '../time-limits/time-limits.public.js';
import { SecondPersonNeeded } from './task.errors.js';

interface AskedTask {
  id: string;
  caseId: string;
  kind: string;
  subjectId: string | null;
}

/** Tasks of some kinds whose case or subject was decided on by this person in an earlier step. */
interface Rule {
  kinds: readonly string[];
  about: (task: AskedTask) => string | null;
  /** @returns what this person had a hand in, among `about`, with the error that says so */
  read: (sql: Sql, about: string[], userId: string) => Promise<Map<string, AppError>>;
}

const RULES: readonly Rule[] = [
  {
    kinds: ['approveVoid'],
    about: ({ caseId }) => caseId,
    read: async (sql, caseIds, userId) => {
      const rows = await sql<{ id: string }[]>`
        /* askedForVoid */
        select case_id as id
        from voids
        where case_id = any(${caseIds}) and state = 'PENDING' and requested_by = ${userId}`;
      return new Map(rows.map(({ id }) => [id, new SecondPersonNeeded()]));
    },
  },
  {
    kinds: ['explainCloseSecond'],
    about: ({ caseId }) => caseId,
    read: async (sql, caseIds, userId) => {
      const rows = await sql<{ id: string }[]>`
        /* agreedFirst */
        select case_id as id
        from explained_closes
        where case_id = any(${caseIds}) and second_by is null and first_by = ${userId}`;
      return new Map(rows.map(({ id }) => [id, new SecondPersonNeeded()]));
    },
  },
  {
    kinds: ['acceptCoResult'],
    about: ({ subjectId }) => subjectId,
    read: async (sql, shareIds, userId) => {
      const rows = await sql<{ id: string; unit: string }[]>`
        /* wroteCoResult */
        select a.id, u.name as unit
        from assignments a
        join units u on u.id = a.unit_id
        where a.id = any(${shareIds}) and a.result_by = ${userId}`;
      return new Map(rows.map(({ id, unit }) => [id, new OwnCoResult(unit)]));
    },
  },
  {
    kinds: ['approveExtensionUnit', 'approveExtension', 'approveFurtherExtension'],
    about: ({ subjectId }) => subjectId,
    read: async (sql, extensionIds, userId) => {
      const rows = await sql<{ id: string }[]>`
        /* askedForExtension */
        select id
        from extensions
        where id = any(${extensionIds}) and ${userId} in (requested_by, unit_decided_by)`;
      return new Map(rows.map(({ id }) => [id, new SameExtensionPerson()]));
    },
  },
  {
    kinds: ['approveHandoverFirst', 'approveHandoverSecond'],
    about: ({ subjectId }) => subjectId,
    read: async (sql, orderIds, userId) => {
      const rows = await sql<{ id: string; number: string }[]>`
        /* proposedHandover */
        select o.id, o.number
        from supervision_orders o
        where o.id = any(${orderIds})
          and (o.opened_by = ${userId} or exists (select from supervision_approvals a where a.order_id = o.id and a.by_user = ${userId}))`;
      return new Map(rows.map(({ id, number }) => [id, new SameHandoverPerson(number)]));
    },
  },
];

/**
 * Where several people must decide one after the other: why this one, who took an earlier step, may not take these.
 * One question for each kind of step, however many tasks.
 * @returns errors by task id; a task that this person may take is not among them
 */
export async function refusedToSamePerson(
  sql: Sql,
  tasks: readonly AskedTask[],
  userId: string,
): Promise<Map<string, AppError>> {
  const refused = new Map<string, AppError>();
  for (const { kinds, about, read } of RULES) {
    const asked = tasks.filter(({ kind }) => kinds.includes(kind));
    const subjects = [...new Set(asked.map(about).filter((subject) => subject !== null))];
    if (subjects.length === 0) continue;
    const errors = await read(sql, subjects, userId);
    for (const task of asked) {
      const error = errors.get(about(task) ?? '');
      if (error) refused.set(task.id, error);
    }
  }
  return refused;
}
