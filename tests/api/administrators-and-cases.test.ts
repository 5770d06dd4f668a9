import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { findTask, receive, story, work } from '../support/case-work.js';
import { type GraphqlClient, GraphqlRefusal } from '../support/graphql-client.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';

const MOST_FIELDS = 380;
const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../api/schema.graphql'), 'utf8'));
const queries = Object.values(schema.getQueryType()?.getFields() ?? {});

let system: TestSystem;
let admin: GraphqlClient;
let known: { caseId: string; taskId: string; number: string; told: ReturnType<typeof story> };

beforeAll(async () => {
  system = await sharedSystem();
  const staff = new Staff(system);
  const told = story({ text: '单元门口的井盖松动，夜里有人绊倒过，请派人来看一看。', title: '井盖松动绊倒行人' });
  const { id, number } = await receive(staff, told, 'huawu3');
  await work(staff, 'zhijian', { number, told }, 'qualityCheck');
  const task = await findTask(staff, 'chengban', number, 'acknowledge');
  known = { caseId: id, taskId: task.id, number, told };
  admin = await staff.as('guanli');
});

afterAll(() => system?.stop());

/** Every field of a type that can be asked for without arguments, so many levels down. */
function selection(type: GraphQLOutputType, levels: number): string {
  const named = getNamedType(type);
  if (isLeafType(named) || !isObjectType(named)) return '';
  const parts = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some(({ type: needed }) => isNonNullType(needed))) return [];
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) return [field.name];
    const below = levels > 1 ? selection(field.type, levels - 1) : '';
    return below ? [`${field.name} ${below}`] : [];
  });
  return parts.length > 0 ? `{ ${parts.join(' ')} }` : '';
}

const fieldsIn = (text: string): number => text.split(/[\s{}]+/).filter(Boolean).length;

function deepest(type: GraphQLOutputType): string {
  for (const levels of [4, 3, 2, 1]) {
    const found = selection(type, levels);
    if (fieldsIn(found) <= MOST_FIELDS) return found;
  }
  return '{ __typename }';
}

/** What has to be said, and what might name a case. */
const isWorthFilling = ({ name, type }: { name: string; type: GraphQLInputType }): boolean =>
  isNonNullType(type) || ['id', 'number', 'text', 'releaseId'].includes(name);

/** What an administrator might know of a case, wherever an argument takes it. */
function sample({ name, type }: GraphQLArgument | { name: string; type: GraphQLInputType }, id: string): unknown {
  const bare = isNonNullType(type) ? type.ofType : type;
  const named = getNamedType(bare);
  if (isListType(bare)) return [];
  if (isEnumType(named)) return named.getValues()[0]?.value;
  if (isInputObjectType(named))
    return Object.fromEntries(
      Object.values(named.getFields())
        .filter(isWorthFilling)
        .map((field) => [field.name, sample(field, id)]),
    );
  if (named.name === 'ID') return id;
  if (named.name === 'Boolean') return false;
  if (named.name === 'Int') return 2026;
  if (named.name === 'DateTime') return '2026-11-01T00:00:00Z';
  if (name === 'number') return known.number;
  return '井盖';
}

async function asked(field: GraphQLField<unknown, unknown>, id: string): Promise<string> {
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const document = `query${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${deepest(field.type)} }`;
  const needed = field.args.filter(isWorthFilling);
  const variables = Object.fromEntries(needed.map((argument) => [argument.name, sample(argument, id)]));
  try {
    return JSON.stringify(await admin.query(document, variables));
  } catch (error) {
    if (!(error instanceof GraphqlRefusal)) throw error;
    return `${error.code} ${error.message}`;
  }
}

it('whatever an administrator asks, nothing of a case is answered', async () => {
  const secrets = [known.number, known.told.title, known.told.text.slice(0, 12), '井盖松动', '绊倒'];
  const leaks: Record<string, string> = {};
  const answers: Record<string, string> = {};
  for (const field of queries) {
    if (field.name === '_') continue;
    for (const id of [known.caseId, known.taskId]) {
      const answer = await asked(field, id);
      // What was asked for may be named in a refusal; an answer is another thing.
      answers[field.name] = answer.slice(0, 60);
      if (answer.startsWith('{') && secrets.some((secret) => answer.includes(secret))) leaks[field.name] = answer;
      expect([field.name, /^(INTERNAL|INVALID)/.test(answer) ? answer : '']).toEqual([field.name, '']);
    }
  }
  expect(leaks).toEqual({});
  for (const name of ['task', 'case'])
    expect([name, answers[name]]).toEqual([name, expect.stringMatching(/null|FORBIDDEN|NOT_FOUND/)]);
  for (const name of ['tasks', 'cases'])
    expect([name, answers[name]]).toEqual([name, expect.stringMatching(/"nodes":\[\]|FORBIDDEN/)]);
}, 120_000);

it('notices of cases from an earlier role stay hidden', async () => {
  await system.sql`
    insert into notifications (id, user_id, case_id, kind, created_at)
    select gen_random_uuid(), id, ${known.caseId}, 'case.urged', now() from users where login = 'guanli'`;
  try {
    const { notices } = await admin.query('{ notices { nodes { caseId caseNumber kind } } }');
    expect(notices.nodes.filter((notice: { caseId: string | null }) => notice.caseId !== null)).toEqual([]);
    // Other tests tell administrators of interventions meanwhile.
    await waitFor(async () => {
      const { unreadNotices } = await admin.query('{ unreadNotices }');
      const [others] = await system.sql<{ unread: number }[]>`
        select count(*)::int as unread from notifications n join users u on u.id = n.user_id
        where u.login = 'guanli' and n.case_id is null and n.read_at is null`;
      return unreadNotices === others?.unread;
    }, 'what is counted is what is not of a case');
  } finally {
    await system.sql`delete from notifications where case_id = ${known.caseId} and kind = 'case.urged'`;
  }
});
