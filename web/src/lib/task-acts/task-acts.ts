import type { CombinedError } from 'urql';
import {
  ClaimTaskDocument,
  ReleaseTaskDocument,
  TaskListRowDocument,
  type TaskRowFragment,
} from '../../gql/documents.generated.js';
import { errorFacts } from '../error-facts.js';
import { graphqlClient, plainClient } from '../graphql-client.js';

interface Answer {
  /** The task as it stands now, also after a refusal, if it can still be read. */
  row: TaskRowFragment | null;
  error: CombinedError | null;
}

/** `overtaken`: I have acted on the task again since, and that is what stands on the screen. */
export type ActOutcome = Answer & { overtaken: boolean };

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

const underWay = new Map<string, Promise<Answer>>();
/** By task, the how-manieth of all my acts ended last. */
const ended = new Map<string, number>();
let endedInAll = 0;

/**
 * One person's acts on one task reach the server in the order of the keys: an act shows before it is answered, so the next
 * key may come while it is under way, and a release overtaken by the claim after it would leave the task with nobody.
 */
async function afterEarlierActs(id: string, act: () => Promise<Answer>): Promise<ActOutcome> {
  const mine = (underWay.get(id) ?? Promise.resolve()).then(act);
  underWay.set(id, mine);
  try {
    const answer = await mine;
    return { ...answer, overtaken: underWay.get(id) !== mine };
  } finally {
    if (underWay.get(id) === mine) underWay.delete(id);
    endedInAll += 1;
    ended.set(id, endedInAll);
  }
}

/** Marks the moment before many rows are read, for `afterMyActs`. */
export const beforeReading = (): number => endedInAll;

/** Rows as they stand after everything I did while they were being read. @param since `beforeReading` of then */
export function afterMyActs(rows: readonly TaskRowFragment[], since: number): Promise<TaskRowFragment[]> {
  return Promise.all(
    rows.map(async (row) => {
      const acted = underWay.has(row.id) || (ended.get(row.id) ?? 0) > since;
      return acted ? ((await readTaskRow(row.id)) ?? row) : row;
    }),
  );
}

function readAfter(id: string, error: CombinedError | undefined): Promise<TaskRowFragment | null> {
  return error && errorFacts(error).code === 'NETWORK' ? Promise.resolve(null) : readRow(id);
}
