import {
  AdminCategoriesDocument,
  type AdminCategoriesQuery,
  SaveCategoryDocument,
  type SaveCategoryMutationVariables,
} from '../../../gql/documents.generated.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { type RegisterView, type ShownRow, shownPage } from './register-view.js';

const show = (row: AdminCategoriesQuery['adminCategories']['nodes'][number]): ShownRow => ({
  key: row.code,
  id: row.code,
  name: row.name,
  active: row.active,
  cells: {
    code: row.code,
    path: row.level > 1 ? row.path.slice(0, row.path.lastIndexOf(' / ')) : null,
    initials: row.initials,
    statutoryLimit: row.statutoryLimit,
    sort: row.sort,
  },
  values: { code: row.code, name: row.name, statutoryLimit: row.statutoryLimit ?? null, sort: row.sort },
});

export const categoriesView: RegisterView = {
  kind: 'CATEGORY',
  part: 'categories',
  columns: [
    { name: 'code' },
    { name: 'path' },
    { name: 'initials' },
    { name: 'statutoryLimit', words: 'span' },
    { name: 'sort' },
  ],
  fields: [
    { name: 'code', control: 'text', key: true, help: true },
    { name: 'name', control: 'text', help: true },
    { name: 'statutoryLimit', control: 'text', optional: true, help: true },
    { name: 'sort', control: 'number', optional: true, help: true },
  ],
  fresh: { code: '', name: '', statutoryLimit: null, sort: null },
  imports: true,
  async ask(filter, first, after) {
    const { data, error } = await plainClient.query(AdminCategoriesDocument, { filter, first, after }).toPromise();
    return shownPage(data?.adminCategories, error, show);
  },
  async save(values, isNew) {
    const variables = { input: values as unknown as SaveCategoryMutationVariables['input'], isNew };
    return { error: (await plainClient.mutation(SaveCategoryDocument, variables).toPromise()).error };
  },
};
