import words from '../../locales/zh/common.json' with { type: 'json' };
import { taskKinds } from './task-kinds.js';

it('offers every kind of task that has a name, each once', () => {
  expect([...taskKinds].sort()).toEqual(Object.keys(words.taskKind).sort());
});
