import { randomInt, randomUUID } from 'node:crypto';
import { TASK_RESULTS } from '../../demo/task-results.mjs';
import { workerOf } from '../../scripts/demo/people.mjs';
import { anonymous, type GraphqlClient } from './graphql-client.js';
import type { Staff } from './staff.js';
import { waitFor } from './wait-for.js';

/** What a citizen asks for and how it goes on, in the words of demo/requests.json; `demo/task-results.mjs` fills the forms from it. */
export interface Story {
  n: number;
  type: string;
  channel: string;
  title: string;
  text: string;
  categoryCode: string;
  areaCode: string;
  place: string;
  requester: { kind: string; name?: string; phone?: string };
  statedDisposition?: string;
  /** How often the citizen is called unsatisfied before being content. */
  reworks?: number;
  /** The handling unit can only explain, and the citizen stays unsatisfied. */
  explained?: boolean;
  legalBasis?: string;
  /** Where a dispatcher sends it. */
  unit?: string;
}

export interface CaseTask {
  id: string;
  kind: string;
  elementId: string;
  state: string;
  candidateGroups: string[];
  holder: { login: string } | null;
}

export interface CaseView {
  id: string;
  number: string;
  status: string;
  type: string;
  closedAt: string | null;
  urgency: number;
  secrecy: string;
  reworkCount: number;
  firstContacts: { id: string }[];
  tasks: CaseTask[];
}

const RECEIVE =
  'mutation Receive($input: ReceiveCaseInput!) { receiveCase(input: $input) { checkCode case { id number } } }';
const REPORT = 'mutation Report($input: ReceiveCaseInput!) { reportCase(input: $input) { number checkCode } }';
const READ = `query Read($id: ID, $number: String) {
  case(id: $id, number: $number) {
    id number status type closedAt urgency secrecy reworkCount firstContacts { id }
    tasks { id kind elementId state candidateGroups holder { login } }
  }
}`;
const MY_LIST = `query List($number: String!) {
  tasks(filter: { scope: UNASSIGNED, text: $number }) { nodes { id kind elementId state candidateGroups holder { login } } }
}`;
const CLAIM = 'mutation Claim($id: ID!) { claimTask(id: $id) { id state holder { login } } }';
const COMPLETE =
  'mutation Complete($id: ID!, $result: JSON!) { completeTask(id: $id, result: $result) { id state completedBy { login } } }';
const CONTACT = 'mutation Contact($input: FirstContactInput!) { recordFirstContact(input: $input) { id } }';

/** Water leaking from a main (the catalogue sends it straight to SWJ: chengban, fuzeren), unlike any other request of the run. */
export function story(changes: Partial<Story> = {}): Story {
  const n = randomInt(10_000, 99_999_999);
  return {
    n,
    type: 'COMPLAINT',
    channel: 'WEB_FORM',
    title: `第${n}号井渗水`,
    text: `第${n}号水表井一直往外渗水，${randomUUID()}，请派人修理。`,
    categoryCode: '03-01-04',
    areaCode: '990101001',
    place: `试验路${n}号`,
    requester: { kind: 'PERSON', name: '白先生', phone: `199${String(n).padStart(8, '0')}` },
    ...changes,
  };
}

/** What goes to the API of a story; the same key gives the same case. */
export function inputOf(told: Story): Record<string, unknown> {
  const { type, channel, title, text, categoryCode, areaCode, place, requester, statedDisposition } = told;
  const input = { type, channel, title, text, categoryCode, areaCode, place, requester, statedDisposition };
  return { ...input, idempotencyKey: `test-story-${told.n}` };
}

/** A citizen reports on the open page. */
export async function report(url: string, told: Story): Promise<{ number: string; checkCode: string }> {
  return (await anonymous(url).mutate(REPORT, { input: inputOf(told) })).reportCase;
}

/** A call agent receives it. */
export async function receive(
  staff: Staff,
  told: Story,
  login = 'huawu',
): Promise<{ id: string; number: string; checkCode: string }> {
  const { receiveCase } = await (await staff.as(login)).mutate(RECEIVE, { input: inputOf(told) });
  return { ...receiveCase.case, checkCode: receiveCase.checkCode };
}

/** The case as quality checkers see it: they see every case. */
export async function readCase(staff: Staff, key: { id?: string; number?: string }): Promise<CaseView> {
  return (await (await staff.as('zhijian')).query(READ, key)).case;
}

/** Waits until the task stands unclaimed on this person's own list. */
export async function findTask(staff: Staff, login: string, number: string, kind: string): Promise<CaseTask> {
  const client = await staff.as(login);
  return waitFor(
    async () => (await listed(client, number)).find((task) => task.kind === kind),
    `${kind} of ${number} stands on the list of ${login}`,
  );
}

/** Tasks of a case that anybody of this person's groups may claim. */
export async function listed(client: GraphqlClient, number: string): Promise<CaseTask[]> {
  return (await client.query(MY_LIST, { number })).tasks.nodes;
}

/**
 * Finds the task on the person's own list, claims and completes it.
 * @param result where it differs from what the demo's people write
 */
export async function work(
  staff: Staff,
  login: string,
  about: { number: string; told: Story; original?: string },
  kind: string,
  result: Record<string, unknown> = {},
): Promise<CaseTask> {
  const task = await findTask(staff, login, about.number, kind);
  const client = await staff.as(login);
  const kase = await readCase(staff, { number: about.number });
  if (kind === 'handle' && kase.firstContacts.length === 0) await contact(client, kase);
  await client.mutate(CLAIM, { id: task.id });
  await client.mutate(COMPLETE, {
    id: task.id,
    result: { ...resultOf(task, kase, about.told, about.original), ...result },
  });
  return task;
}

/** First contact with its proof, by somebody of the handling unit. */
export async function contact(client: GraphqlClient, kase: { id: string }): Promise<void> {
  const input = { caseId: kase.id, way: 'PHONE', outcome: 'REACHED', proof: `TH-${kase.id.slice(-6)}` };
  await client.mutate(CONTACT, { input });
}

/**
 * One act on a case, by whoever may do it: contact, claim or completion.
 * @returns WAITING when the engine has the word
 */
export async function takeStep(
  staff: Staff,
  id: string,
  told: Story,
  original?: string,
): Promise<'ACTED' | 'WAITING' | 'CLOSED'> {
  const kase = await readCase(staff, { id });
  if (kase.closedAt) return 'CLOSED';
  const task = kase.tasks.find(({ state }) => state === 'OPEN' || state === 'CLAIMED');
  if (!task) return 'WAITING';
  const client = await staff.as(workerOf(task, told));
  if (task.kind === 'handle' && kase.firstContacts.length === 0) await contact(client, kase);
  else if (task.state === 'OPEN') await client.mutate(CLAIM, { id: task.id });
  else await client.mutate(COMPLETE, { id: task.id, result: resultOf(task, kase, told, original) });
  return 'ACTED';
}

function resultOf(task: CaseTask, kase: CaseView, told: Story, original?: string): Record<string, unknown> {
  const fill = (TASK_RESULTS as Record<string, ((about: object) => object) | undefined>)[task.kind];
  if (!fill) throw new Error(`nobody in the demo knows how to complete ${task.kind}`);
  return fill({ request: told, kase, original }) as Record<string, unknown>;
}
