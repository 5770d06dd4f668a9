import { TASK_RESULTS } from '../../demo/task-results.mjs';
import { waitUntil } from '../local/processes.mjs';
import { REVIEW_FORM, withReview } from './changed-inspection.mjs';

const DRAW = `mutation { openDraft(kind: PROCESS, modelId: "case-inspection") { id revision content } }`;
const SAVE = `mutation Save($id: ID!, $revision: Int!, $content: String!) {
  saveModelDraft(id: $id, revision: $revision, content: $content) { id }
}`;
const IMPORT = `mutation Import($content: String!) { importModel(fileName: "form-review-inspection.form", content: $content) { id } }`;
const PROPOSE = `mutation Propose($ids: [ID!]!) { proposeRelease(draftIds: $ids, title: "督查后由质检员复核") { id } }`;
const APPROVE = `mutation Approve($id: ID!) { approveRelease(id: $id) { id } }`;
const RELEASE = `query Release($id: ID!) { release(id: $id) { state failure { message } } }`;
const IN_HANDLING = `query { tasks(first: 1, filter: { scope: ALL, kind: ["handle"] }) { nodes { caseNumber case { id } } } }`;
const INSPECT = `mutation Inspect($id: ID!) { inspectCase(caseId: $id, note: "看看是否整改到位") { id } }`;
const TASKS = `query Tasks($text: String!) { tasks(first: 20, filter: { scope: ALL, text: $text }) { nodes { id elementId } } }`;
const CLAIM = `mutation Claim($id: ID!) { claimTask(id: $id) { id } }`;
const COMPLETE = `mutation Complete($id: ID!, $result: JSON!) { completeTask(id: $id, result: $result) { id } }`;
const PATIENCE = { timeoutMs: 60_000, everyMs: 200 };

/** A designer's change of the city's inspections, on its way from the drawing to the first task. */
export class ChangeInStudio {
  /** Ids of the drafts of process and form, of the release, and the number of the case that first meets the new step. */
  process = '';
  form = '';
  release = '';
  caseNumber = '';

  /** @param {import('./api.mjs').Api} api */
  constructor(api) {
    this.api = api;
  }

  /** The designer has drawn a review after the inspection, with a form of its own. */
  async draw() {
    const { openDraft } = await this.api.call('sheji', DRAW);
    const { id, revision, content } = openDraft;
    await this.api.call('sheji', SAVE, { id, revision, content: withReview(content) });
    const { importModel } = await this.api.call('sheji', IMPORT, { content: REVIEW_FORM });
    this.process = id;
    this.form = importModel.id;
  }

  async propose() {
    const { proposeRelease } = await this.api.call('sheji', PROPOSE, { ids: [this.process, this.form] });
    this.release = proposeRelease.id;
  }

  /** The leader approves, the engine has it, a case is inspected by the new version, and a quality checker takes its review. */
  async goLive() {
    await this.api.call('lingdao', APPROVE, { id: this.release });
    const deployed = async () => {
      const { release } = await this.api.call('sheji', RELEASE, { id: this.release });
      if (release.state === 'FAILED') throw new Error(release.failure.message);
      return release.state === 'DEPLOYED';
    };
    await waitUntil(deployed, { ...PATIENCE, what: 'The release is not deployed' });
    const { tasks } = await this.api.call('duban', IN_HANDLING);
    const [first] = tasks.nodes;
    this.caseNumber = first.caseNumber;
    await this.api.call('duban', INSPECT, { id: first.case.id });
    const id = await this.taskAt('inspectOnSite');
    await this.api.call('duban', CLAIM, { id });
    await this.api.call('duban', COMPLETE, { id, result: TASK_RESULTS.inspectOnSite({}) });
    await this.api.call('zhijian', CLAIM, { id: await this.taskAt('reviewInspection') });
  }

  /** @param {string} step @returns {Promise<string>} the id of its task, once it is there */
  async taskAt(step) {
    let found = '';
    const arrived = async () => {
      const { tasks } = await this.api.call('duban', TASKS, { text: this.caseNumber });
      found = tasks.nodes.find(({ elementId }) => elementId === step)?.id ?? '';
      return found !== '';
    };
    await waitUntil(arrived, { ...PATIENCE, what: `${step} of ${this.caseNumber} does not arrive` });
    return found;
  }
}
