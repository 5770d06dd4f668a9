import {
  AdminAreasDocument,
  type AdminAreasQuery,
  SaveAreaDocument,
  type SaveAreaMutationVariables,
} from '../../../gql/documents.generated.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { type RegisterView, type ShownRow, shownPage } from './register-view.js';

const KINDS = ['CITY', 'DISTRICT', 'STREET', 'TOWN', 'TOWNSHIP', 'GRID_CELL'] as const;

const show = (row: AdminAreasQuery['adminAreas']['nodes'][number]): ShownRow => ({
  key: row.code,
  id: row.code,
  name: row.name,
  active: row.active,
  cells: { code: row.code, kind: row.kind, parent: row.parent?.name, worker: row.worker, phone: row.phone },
  values: {
    code: row.code,
    name: row.name,
    kind: row.kind,
    parent: row.parent?.key ?? null,
    worker: row.worker,
    phone: row.phone,
  },
});

export const areasView: RegisterView = {
  kind: 'AREA',
  part: 'areas',
  columns: [
    { name: 'code' },
    { name: 'kind', words: 'unitKind' },
    { name: 'parent' },
    { name: 'worker' },
    { name: 'phone' },
  ],
  fields: [
    { name: 'code', control: 'text', key: true, help: true },
    { name: 'name', control: 'text' },
    { name: 'kind', control: 'select', options: KINDS, words: 'unitKind' },
    { name: 'parent', control: 'area', optional: true },
    { name: 'worker', control: 'text', optional: true, help: true },
    { name: 'phone', control: 'text', optional: true },
  ],
  fresh: { code: '', name: '', kind: 'STREET', parent: null, worker: '', phone: '' },
  imports: true,
  async ask(filter, first, after) {
    const { data, error } = await plainClient.query(AdminAreasDocument, { filter, first, after }).toPromise();
    return shownPage(data?.adminAreas, error, show);
  },
  async save(values, isNew) {
    const variables = { input: values as unknown as SaveAreaMutationVariables['input'], isNew };
    return { error: (await plainClient.mutation(SaveAreaDocument, variables).toPromise()).error };
  },
};
