import {
  type AdminUnitRowFragment,
  AdminUnitsDocument,
  SaveUnitDocument,
  type SaveUnitMutationVariables,
} from '../../../gql/documents.generated.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { type RegisterView, type ShownRow, shownPage } from './register-view.js';

const KINDS = [
  'CITY',
  'DISTRICT',
  'STREET',
  'TOWN',
  'TOWNSHIP',
  'DEPARTMENT',
  'UTILITY',
  'SERVICE_CENTER',
  'COMMUNITY',
] as const;

const show = (row: AdminUnitRowFragment): ShownRow => ({
  key: row.code,
  id: row.id,
  name: row.name,
  active: row.active,
  cells: {
    code: row.code,
    kind: row.kind,
    parent: row.parent?.name,
    people: row.people,
    dutyPhone: row.dutyPhone,
  },
  values: {
    code: row.code,
    name: row.name,
    shortName: row.shortName,
    kind: row.kind,
    parent: row.parent?.key ?? null,
    officeClass: row.officeClass,
    canLead: row.canLead,
  },
  dutyPhone: row.dutyPhone ?? null,
});

export const unitsView: RegisterView = {
  kind: 'UNIT',
  part: 'units',
  columns: [
    { name: 'code' },
    { name: 'kind', words: 'unitKind' },
    { name: 'parent' },
    { name: 'people' },
    { name: 'dutyPhone' },
  ],
  fields: [
    { name: 'code', control: 'text', key: true, help: true },
    { name: 'name', control: 'text' },
    { name: 'shortName', control: 'text' },
    { name: 'kind', control: 'select', options: KINDS, words: 'unitKind' },
    { name: 'parent', control: 'unit', optional: true },
    { name: 'officeClass', control: 'select', options: ['OFFICE', 'SHIFT', 'ALWAYS'], words: 'common:officeClass' },
    { name: 'canLead', control: 'switch', help: true },
  ],
  fresh: {
    code: '',
    name: '',
    shortName: '',
    kind: 'DEPARTMENT',
    parent: null,
    officeClass: 'OFFICE',
    canLead: true,
  },
  imports: true,
  async ask(filter, first, after) {
    const { data, error } = await plainClient.query(AdminUnitsDocument, { filter, first, after }).toPromise();
    return shownPage(data?.adminUnits, error, show);
  },
  async save(values, isNew) {
    const variables = { input: values as unknown as SaveUnitMutationVariables['input'], isNew };
    return { error: (await plainClient.mutation(SaveUnitDocument, variables).toPromise()).error };
  },
};
