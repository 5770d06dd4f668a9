import type { TaskRowFragment } from '../../gql/documents.generated.js';
import { emptyList, type ListState, reduceList } from './list-state.js';

const row = (id: string, change: Partial<TaskRowFragment> = {}) =>
  ({ id, state: 'OPEN', holder: null, actions: ['claim'], ...change }) as TaskRowFragment;

function listOf(...ids: string[]): ListState {
  const page = { hasNextPage: true, endCursor: 'c' };
  return reduceList(emptyList, { type: 'read', rows: ids.map((id) => row(id)), page, after: null });
}

describe('the task list', () => {
  it('counts a new task instead of showing it under the reader', () => {
    const next = reduceList(listOf('a', 'b'), { type: 'changed', id: 'z', row: row('z'), fits: true, byMe: false });
    expect(next.rows.map(({ id }) => id)).toEqual(['a', 'b']);
    expect([...next.news]).toEqual(['z']);
  });

  it('forgets a new task that someone took before it was shown', () => {
    const seen = reduceList(listOf('a'), { type: 'changed', id: 'z', row: row('z'), fits: true, byMe: false });
    expect(reduceList(seen, { type: 'changed', id: 'z', row: row('z'), fits: false, byMe: false }).news.size).toBe(0);
  });

  it('keeps a task that left the list in its place, marked', () => {
    const next = reduceList(listOf('a', 'b'), { type: 'changed', id: 'a', row: null, fits: false, byMe: false });
    expect(next.rows.map(({ id, gone }) => [id, gone])).toEqual([
      ['a', true],
      ['b', false],
    ]);
  });

  it('does not mark a task as gone that the reader claimed', () => {
    const claimed = row('a', { state: 'CLAIMED' });
    const next = reduceList(listOf('a'), { type: 'changed', id: 'a', row: claimed, fits: false, byMe: true });
    expect(next.rows[0]).toMatchObject({ state: 'CLAIMED', gone: false });
  });

  it('shows a row once when two pages overlap', () => {
    const page = { hasNextPage: false, endCursor: null };
    const next = reduceList(listOf('a', 'b'), { type: 'read', rows: [row('b'), row('c')], page, after: 'c' });
    expect(next.rows.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('keeps its rows when a further page fails', () => {
    const next = reduceList(listOf('a'), { type: 'failed', error: {} as never });
    expect(next).toMatchObject({ status: 'ready', rows: [{ id: 'a' }] });
  });
});
