import type { OfficeClass } from '../../../../common/src/working-time/office-hours.js';
import type { Sql } from '../../database/database.js';
import type { CentreStep } from './supervision.model.js';
import { peopleOfGroups } from './supervision-people.js';

/** A late step of the centre: whom its task stands with, and who of them are there to answer. */
export interface LateStep {
  kind: CentreStep;
  groups: string[];
  /** Whoever holds the task, else all who may claim it; empty: nobody. */
  people: string[];
}

/** The centre as a unit; where there are several, the first. */
export interface ServiceCentre {
  unitId: string;
  unitCode: string;
  officeClass: OfficeClass;
}

/** The models say whom a step stands with, so that they are asked for the answer too, whoever a designer gave it to. */
export async function lateStepOf(sql: Sql, caseId: string, kind: CentreStep): Promise<LateStep> {
  const [task] = await sql<{ holderId: string | null; groups: string[] }[]>`
    /* taskOfLateStep */
    select t.holder_id as "holderId", array(select k.group_name from task_candidates k where k.task_id = t.id order by k.group_name) as groups
    from tasks t
    where t.case_id = ${caseId} and t.clock_kind = ${kind} and t.state in ('OPEN', 'CLAIMED')
    order by t.created_at desc
    limit 1`;
  const groups = task?.groups ?? [];
  const able = await peopleOfGroups(sql, groups);
  const holder = able.filter((id) => id === task?.holderId);
  return { kind, groups, people: holder.length > 0 ? holder : able };
}

export async function serviceCentre(sql: Sql): Promise<ServiceCentre | null> {
  const [row] = await sql<ServiceCentre[]>`
    /* serviceCentre */
    select id as "unitId", code as "unitCode", office_class as "officeClass"
    from units
    where kind = 'SERVICE_CENTER' and active
    order by code
    limit 1`;
  return row ?? null;
}
