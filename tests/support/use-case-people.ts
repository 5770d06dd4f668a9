import type postgres from 'postgres';
import { v7 as uuid } from 'uuid';
import type { Role, Viewer } from '../../api/src/access/viewer.js';

interface TestUnit {
  code: string;
  kind: string;
  officeClass: 'OFFICE' | 'SHIFT' | 'ALWAYS';
  canLead: boolean;
}

/** Units of the little city that use-case tests live in. */
export const TEST_UNITS: readonly TestUnit[] = [
  { code: 'ZWZX', kind: 'SERVICE_CENTER', officeClass: 'SHIFT', canLead: true },
  { code: 'SWJ', kind: 'DEPARTMENT', officeClass: 'OFFICE', canLead: true },
  { code: 'CGJ', kind: 'DEPARTMENT', officeClass: 'OFFICE', canLead: true },
  { code: 'RQGS', kind: 'UTILITY', officeClass: 'SHIFT', canLead: true },
  { code: 'HBSQ', kind: 'COMMUNITY', officeClass: 'OFFICE', canLead: false },
];

const TEAMS: readonly string[] = ['HUAWU', 'ZHIJIAN'];

/** Units, teams, categories and areas with made-up names; `05-01-01` has no statutory limit, `06-01-01` has 7wd. */
export async function insertCity(sql: postgres.Sql): Promise<Map<string, string>> {
  const units = TEST_UNITS.map((unit) => ({ id: uuid(), ...unit }));
  await sql`
    insert into units ${sql(
      units.map(({ id, code, kind, officeClass, canLead }) => ({
        id,
        code,
        name: `${code}单位`,
        short_name: code,
        kind,
        office_class: officeClass,
        can_lead: canLead,
      })),
    )}`;
  await sql`insert into teams ${sql(TEAMS.map((code) => ({ code, name: `${code}组` })))}`;
  const category = (code: string, name: string, limit: string | null = null) => ({
    code,
    parent_code: code.includes('-') ? code.slice(0, code.lastIndexOf('-')) : null,
    level: code.split('-').length,
    name,
    path: name,
    pinyin: name,
    initials: name,
    statutory_limit: limit,
    sort: 1,
  });
  await sql`
    insert into categories ${sql([
      category('05', '供水'),
      category('05-01', '水质'),
      category('05-01-01', '自来水发黄'),
      category('05-01-02', '停水'),
      category('06', '市场'),
      category('06-01', '消费'),
      category('06-01-01', '消费投诉', '7wd'),
    ])}`;
  await sql`
    insert into areas ${sql([
      { code: '9901', parent_code: null, name: '澜川市', kind: 'CITY' },
      { code: '990101', parent_code: '9901', name: '澄陵区', kind: 'DISTRICT' },
      { code: '990101001', parent_code: '990101', name: '柳堤街道', kind: 'STREET' },
      { code: '990101001001', parent_code: '990101001', name: '东头网格', kind: 'GRID_CELL' },
      { code: '990101001002', parent_code: '990101001', name: '西头网格', kind: 'GRID_CELL' },
    ])}`;
  return new Map(units.map(({ id, code }) => [code, id]));
}

/** A user of these roles, at once and without a usable password. */
export async function insertPerson(
  sql: postgres.Sql,
  units: Map<string, string>,
  roles: Role[],
  where: { unit?: string | null; team?: string | null; name?: string } = {},
): Promise<Viewer> {
  const id = uuid();
  const unitCode = where.unit ?? null;
  const viewer: Viewer = {
    id,
    login: `u${id.replaceAll('-', '')}`,
    name: where.name ?? `某${roles.join('')}${id.slice(-4)}`,
    roles,
    unitId: unitCode ? (units.get(unitCode) ?? null) : null,
    unitCode,
    teamCode: where.team ?? null,
  };
  await sql`
    insert into users (id, login, name, unit_id, team_code, password_hash, created_at)
    values (${id}, ${viewer.login}, ${viewer.name}, ${viewer.unitId}, ${viewer.teamCode}, 'none', now())`;
  await sql`insert into roles_of_users ${sql(roles.map((role) => ({ user_id: id, role })))}`;
  return viewer;
}
