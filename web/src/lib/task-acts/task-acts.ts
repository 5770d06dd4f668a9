import type { CombinedError } from 'urql';
import {
  ClaimTaskDocument,
  ReleaseTaskDocument,
  TaskListRowDocument,
  type TaskRowFragment,
} from '../../gql/documents.generated.js';
import { errorFacts } from '../error-facts.js';
import { graphqlClient, plainClient } from '../graphql-client.js';

/** `row` is the task as it stands now, also after a refusal, if it can still be read. */
export type ActOutcome = { row: TaskRowFragment | null; error: CombinedError | null };

export async function readTaskRow(id: string): Promise<TaskRowFragment | null> {
  const { data } = await plainClient.query(TaskListRowDocument, { id }).toPromise();
  return data?.task ?? null;
}

/** Takes the task for me; of two people exactly one wins, and the other gets the row with the winner's name. */
export async function claimTask(id: string): Promise<ActOutcome> {
  const { data, error } = await graphqlClient.mutation(ClaimTaskDocument, { id }).toPromise();
  if (data) return { row: data.claimTask, error: null };
  return { row: await readAfter(id, error), error: error ?? null };
}

export async function releaseTask(id: string): Promise<ActOutcome> {
  const { data, error } = await graphqlClient.mutation(ReleaseTaskDocument, { id }).toPromise();
  if (data) return { row: data.releaseTask, error: null };
  return { row: await readAfter(id, error), error: error ?? null };
}

function readAfter(id: string, error: CombinedError | undefined): Promise<TaskRowFragment | null> {
  return error && errorFacts(error).code === 'NETWORK' ? Promise.resolve(null) : readTaskRow(id);
}
