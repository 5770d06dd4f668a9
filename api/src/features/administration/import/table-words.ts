import type { RegisterKind } from '../registers/register.model.js';

/** Registers that can be imported, by the last part of their address. */
export const IMPORTED = { users: 'user', units: 'unit', categories: 'category', areas: 'area' } as const;
export type ImportedPart = keyof typeof IMPORTED;
export type ImportedKind = Extract<RegisterKind, (typeof IMPORTED)[ImportedPart]>;

export type Language = 'zh' | 'en';
type Words = Readonly<Record<Language, string>>;

export interface ColumnWords {
  field: string;
  header: Words;
  /** Without it nothing can be imported. */
  needed: boolean;
  /** Codes with their words; either may be written. */
  values?: Readonly<Record<string, Words>>;
  /** Of several values, separated by commas and the like. */
  many?: true;
  /** Names an entry of this register: by its key, or by its name where only one has it. */
  refersTo?: 'unit' | 'team' | 'area';
  note: Words;
}

const ROLES: Readonly<Record<string, Words>> = {
  CA: { zh: '话务员', en: 'Call agent' },
  QC: { zh: '质检员', en: 'Quality checker' },
  DI: { zh: '派单员', en: 'Dispatcher' },
  HA: { zh: '承办经办人', en: 'Handler' },
  UL: { zh: '单位负责人', en: 'Unit leader' },
  CO: { zh: '协办经办人', en: 'Co-handler' },
  SU: { zh: '督办员', en: 'Supervisor' },
  FU: { zh: '回访员', en: 'Follow-up caller' },
  LD: { zh: '领导', en: 'Leader' },
  AU: { zh: '审计员', en: 'Auditor' },
  DE: { zh: '流程设计员', en: 'Process designer' },
  AD: { zh: '系统管理员', en: 'Administrator' },
};
const BOTH_KINDS: Readonly<Record<string, Words>> = {
  CITY: { zh: '市', en: 'City' },
  DISTRICT: { zh: '区县', en: 'District' },
  STREET: { zh: '街道', en: 'Street' },
  TOWN: { zh: '镇', en: 'Town' },
  TOWNSHIP: { zh: '乡', en: 'Township' },
};
const AREA_KINDS: Readonly<Record<string, Words>> = { ...BOTH_KINDS, GRID_CELL: { zh: '网格', en: 'Grid cell' } };
const UNIT_KINDS: Readonly<Record<string, Words>> = {
  ...BOTH_KINDS,
  DEPARTMENT: { zh: '部门', en: 'Department' },
  UTILITY: { zh: '公用事业企业', en: 'Utility' },
  SERVICE_CENTER: { zh: '服务中心', en: 'Service centre' },
  COMMUNITY: { zh: '社区', en: 'Community' },
};
const HOURS: Readonly<Record<string, Words>> = {
  OFFICE: { zh: '机关工作时间', en: 'office hours' },
  SHIFT: { zh: '轮班工作时间', en: 'shift hours' },
  ALWAYS: { zh: '昼夜连续', en: 'day and night' },
};
const YES_NO: Readonly<Record<string, Words>> = { true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } };

const code = (zh: string, en: string): ColumnWords => ({
  field: 'code',
  header: { zh: '代码', en: 'Code' },
  needed: true,
  note: { zh, en },
});
const name = (zh: string, en: string): ColumnWords => ({
  field: 'name',
  header: { zh: zh, en: en },
  needed: true,
  note: { zh: '必填', en: 'needed' },
});

export const TABLES: Readonly<Record<ImportedKind, readonly ColumnWords[]>> = {
  user: [
    {
      field: 'login',
      header: { zh: '账号', en: 'Login' },
      needed: true,
      note: {
        zh: '小写字母和数字；已有的账号按此修改',
        en: 'small letters and digits; an account that exists is edited',
      },
    },
    name('姓名', 'Name'),
    {
      field: 'roles',
      header: { zh: '角色', en: 'Roles' },
      needed: true,
      values: ROLES,
      many: true,
      note: {
        zh: '可填多个，用顿号分开；系统管理员不能兼任',
        en: 'several with commas between; administrators hold no other',
      },
    },
    {
      field: 'unit',
      header: { zh: '单位', en: 'Unit' },
      needed: false,
      refersTo: 'unit',
      note: { zh: '单位代码或全称', en: 'code or full name of the unit' },
    },
    {
      field: 'team',
      header: { zh: '班组', en: 'Team' },
      needed: false,
      refersTo: 'team',
      note: { zh: '班组代码或名称，可空', en: 'code or name of the team, may be empty' },
    },
  ],
  unit: [
    code(
      '大写字母、数字、下划线；已有的代码按此修改',
      'capital letters, digits, underscores; a code that exists is edited',
    ),
    name('名称', 'Name'),
    {
      field: 'shortName',
      header: { zh: '简称', en: 'Short name' },
      needed: false,
      note: { zh: '不填同名称', en: 'empty: the name' },
    },
    {
      field: 'kind',
      header: { zh: '类型', en: 'Kind' },
      needed: true,
      values: UNIT_KINDS,
      note: { zh: '见所列', en: 'as listed' },
    },
    {
      field: 'parent',
      header: { zh: '上级', en: 'Above it' },
      needed: false,
      refersTo: 'unit',
      note: { zh: '单位代码或全称，可以是本表中的', en: 'code or full name of a unit, of this table too' },
    },
    {
      field: 'officeClass',
      header: { zh: '工作时间', en: 'Hours' },
      needed: true,
      values: HOURS,
      note: { zh: '见所列', en: 'as listed' },
    },
    {
      field: 'canLead',
      header: { zh: '可以主办', en: 'May lead' },
      needed: true,
      values: YES_NO,
      note: { zh: '社区填否', en: 'no for communities' },
    },
  ],
  category: [
    code(
      '表明位置，如 05-01 在 05 之下；已有的代码按此修改',
      'says where it stands: 05-01 is below 05; a code that exists is edited',
    ),
    name('名称', 'Name'),
    {
      field: 'statutoryLimit',
      header: { zh: '法定时限', en: 'Statutory limit' },
      needed: false,
      note: { zh: '如 7wd（7 个工作日），可空', en: 'like 7wd (7 working days), may be empty' },
    },
    {
      field: 'sort',
      header: { zh: '顺序', en: 'Order' },
      needed: false,
      note: { zh: '整数，可空', en: 'a whole number, may be empty' },
    },
  ],
  area: [
    code('数字；已有的代码按此修改', 'digits; a code that exists is edited'),
    name('名称', 'Name'),
    {
      field: 'kind',
      header: { zh: '类型', en: 'Kind' },
      needed: true,
      values: AREA_KINDS,
      note: { zh: '见所列', en: 'as listed' },
    },
    {
      field: 'parent',
      header: { zh: '上级', en: 'Above it' },
      needed: false,
      refersTo: 'area',
      note: { zh: '区域代码或名称，可以是本表中的', en: 'code or name of an area, of this table too' },
    },
    {
      field: 'worker',
      header: { zh: '网格员', en: 'Grid worker' },
      needed: false,
      note: { zh: '仅网格填写', en: 'of grid cells only' },
    },
    {
      field: 'phone',
      header: { zh: '网格员电话', en: "Worker's telephone" },
      needed: false,
      note: { zh: '仅网格填写', en: 'of grid cells only' },
    },
  ],
};
