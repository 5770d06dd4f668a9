import { findTask, receive, story, work } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';

const READ = 'query Read($number: String!) { case(number: $number) { number tasks { kind state actions refusal } } }';

let system: TestSystem;
let staff: Staff;
let number: string;

beforeAll(async () => {
  system = await sharedSystem();
  staff = new Staff(system);
  const told = story();
  ({ number } = await receive(staff, told, 'huawu3'));
  await work(staff, 'zhijian', { number, told }, 'qualityCheck');
  await findTask(staff, 'chengban', number, 'acknowledge');
});

afterAll(() => system?.stop());

it.each([
  ['fuzeren', 'NotACandidate'],
  ['duban', 'NotACandidate'],
  ['shenji', 'NotPermitted'],
])('%s reads a case whose task is for others, and the task says why', async (login, refusal) => {
  const answer = await (await staff.as(login)).query(READ, { number });
  const task = answer.case.tasks.find(({ kind }: { kind: string }) => kind === 'acknowledge');
  expect(task).toMatchObject({ state: 'OPEN', refusal });
  expect(task.actions).not.toContain('claim');
});
