import {
  type AdminUserRowFragment,
  AdminUsersDocument,
  SaveUserDocument,
  type SaveUserMutationVariables,
} from '../../../gql/documents.generated.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { type RegisterView, type ShownRow, shownPage } from './register-view.js';

const ROLES = ['CA', 'QC', 'DI', 'HA', 'UL', 'CO', 'SU', 'FU', 'LD', 'AU', 'DE', 'AD'] as const;

const show = (row: AdminUserRowFragment): ShownRow => ({
  key: row.login,
  id: row.id,
  name: row.name,
  active: row.active,
  cells: {
    login: row.login,
    roles: row.roles,
    unit: row.unit?.name,
    team: row.team?.name,
    lastSeen: row.lastSeenAt,
  },
  values: {
    login: row.login,
    name: row.name,
    roles: row.roles,
    unit: row.unit?.key ?? null,
    team: row.team?.key ?? null,
  },
  mustChangePassword: row.mustChangePassword,
});

export const usersView: RegisterView = {
  kind: 'USER',
  part: 'users',
  columns: [
    { name: 'login' },
    { name: 'roles', words: 'common:role' },
    { name: 'unit' },
    { name: 'team' },
    { name: 'lastSeen', instant: true },
  ],
  fields: [
    { name: 'login', control: 'text', key: true, help: true },
    { name: 'name', control: 'text' },
    { name: 'roles', control: 'checks', options: ROLES, words: 'common:role', help: true },
    { name: 'unit', control: 'unit', optional: true },
    { name: 'team', control: 'team', optional: true },
  ],
  fresh: { login: '', name: '', roles: [], unit: null, team: null },
  imports: true,
  async ask(filter, first, after) {
    const { data, error } = await plainClient.query(AdminUsersDocument, { filter, first, after }).toPromise();
    return shownPage(data?.adminUsers, error, show);
  },
  async save(values, isNew) {
    const variables = { input: values as unknown as SaveUserMutationVariables['input'], isNew };
    const { data, error } = await plainClient.mutation(SaveUserDocument, variables).toPromise();
    return { error, temporaryPassword: data?.saveUser.temporaryPassword };
  },
};
