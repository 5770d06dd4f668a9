import {
  AdminTeamsDocument,
  type AdminTeamsQuery,
  SaveTeamDocument,
  type SaveTeamMutationVariables,
} from '../../../gql/documents.generated.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { type RegisterView, type ShownRow, shownPage } from './register-view.js';

const show = ({ code, name, active, people }: AdminTeamsQuery['adminTeams']['nodes'][number]): ShownRow => ({
  key: code,
  id: code,
  name,
  active,
  cells: { code, people },
  values: { code, name },
});

export const teamsView: RegisterView = {
  kind: 'TEAM',
  part: 'teams',
  columns: [{ name: 'code' }, { name: 'people' }],
  fields: [
    { name: 'code', control: 'text', key: true, help: true },
    { name: 'name', control: 'text' },
  ],
  fresh: { code: '', name: '' },
  imports: false,
  async ask(filter, first, after) {
    const { data, error } = await plainClient.query(AdminTeamsDocument, { filter, first, after }).toPromise();
    return shownPage(data?.adminTeams, error, show);
  },
  async save(values, isNew) {
    const variables = { input: values as unknown as SaveTeamMutationVariables['input'], isNew };
    return { error: (await plainClient.mutation(SaveTeamDocument, variables).toPromise()).error };
  },
};
