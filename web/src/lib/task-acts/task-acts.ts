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

/** The row as it stands after everything I have just done to it: a reading from before would take my act off the screen. */
export async function readTaskRow(id: string): Promise<TaskRowFragment | null> {
  for (;;) {
    await underWay.get(id);
    const row = await readRow(id);
    if (!underWay.has(id)) return row;
  }
}

async function readRow(id: string): Promise<TaskRowFragment | null> {
  const { data } = await plainClient.query(TaskListRowDocument, { id }).toPromise();
  return data?.task ?? null;
}

/** Takes the task for me; of two people exactly one wins, and the other gets the row with the winner's name. */
export function claimTask(id: string): Promise<ActOutcome> {
  return afterEarlierActs(id, async () => {
    const { data, error } = await graphqlClient.mutation(ClaimTaskDocument, { id }).toPromise();
    if (data) return { row: data.claimTask, error: null };
    return { row: await readAfter(id, error), error: error ?? null };
  });
}

export function releaseTask(id: string): Promise<ActOutcome> {
  return afterEarlierActs(id, async () => {
    const { data, error } = await graphqlClient.mutation(ReleaseTaskDocument, { id }).toPromise();
    if (data) return { row: data.releaseTask, error: null };
    return { row: await readAfter(id, error), error: error ?? null };
  });
}

const underWay = new Map<string, Promise<ActOutcome>>();

/**
 * One person's acts on one task reach the server in the order of the keys: an act shows before it is answered, so the next
 * key may come while it is under way, and a release overtaken by the claim after it would leave the task with nobody.
 */
function afterEarlierActs(id: string, act: () => Promise<ActOutcome>): Promise<ActOutcome> {
  const mine = (underWay.get(id) ?? Promise.resolve()).then(act);
  underWay.set(id, mine);
  return mine.finally(() => {
    if (underWay.get(id) === mine) underWay.delete(id);
  });
}

function readAfter(id: string, error: CombinedError | undefined): Promise<TaskRowFragment | null> {
  return error && errorFacts(error).code === 'NETWORK' ? Promise.resolve(null) : readRow(id);
}
