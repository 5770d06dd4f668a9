import { createClient } from 'graphql-sse';

/** What a person's open pages hear of tasks, as it arrives. */
export class TaskStream {
  constructor() {
    this.waiting = new Map();
    this.arrived = new Map();
  }

  /** @param {import('./person.mjs').Person} person @returns {Promise<TaskStream>} once the server listens */
  static async open(person) {
    const stream = new TaskStream();
    const client = createClient({
      url: `${person.url}/graphql/stream`,
      headers: person.headers,
      singleConnection: true,
    });
    await new Promise((resolve, reject) => {
      stream.close = client.subscribe(
        { query: 'subscription { taskListChanged { taskId caseId state } }' },
        { next: ({ data }) => data && stream.take(data.taskListChanged), error: reject, complete: () => {} },
      );
      // A stream says nothing until something happens; by then it has been open for long.
      setTimeout(resolve, 1_000);
    });
    stream.client = client;
    return stream;
  }

  take({ taskId, caseId, state }) {
    const key = `${caseId} ${state}`;
    const waiting = this.waiting.get(key);
    if (waiting) {
      this.waiting.delete(key);
      waiting(taskId);
    } else this.arrived.set(key, [...(this.arrived.get(key) ?? []), taskId]);
  }

  /** @param {string} caseId @param {string} state @returns {Promise<string>} id of the next task of this case that is said to be so */
  next(caseId, state) {
    const key = `${caseId} ${state}`;
    const [first, ...more] = this.arrived.get(key) ?? [];
    if (first) {
      if (more.length > 0) this.arrived.set(key, more);
      else this.arrived.delete(key);
      return Promise.resolve(first);
    }
    return new Promise((resolve) => this.waiting.set(key, resolve));
  }
}
