import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ZeebeConnection } from '../../api/src/process-engine/zeebe-connection.ts';

const CALL_MS = 30_000;
/** gRPC's RESOURCE_EXHAUSTED: the engine asks for a pause. */
const BUSY = 8;
/** DEADLINE_EXCEEDED between the gateway and the broker. */
const UNANSWERED = 4;
/** NOT_FOUND of a job, ALREADY_EXISTS of a message. */
const DONE_BEFORE = new Set([5, 6]);
const PAUSE_MS = 20;
const TENANT = { tenantId: '<default>' };

const CASE_RECEIVED = 'msg.bench.case.received';

/** What the platform says of a request and its people answer, where the requester is satisfied at once. */
const RECEIVED = {
  caseNumber: 'LC2026110100010',
  caseType: 'COMPLAINT',
  channel: 'PHONE',
  category: '03-01-04',
  area: '990101001',
  secrecy: 'NORMAL',
  statedDisposition: '',
};
const ANSWERS = {
  screenRequest: () => ({
    emergencyWord: 'NONE',
    vulnerable: 'NO',
    callersSameSpot: 1,
    duplicateOpen: 'NO',
    newFacts: 'YES',
    knowledgeHit: 'NO',
    statutoryChannel: 'NONE',
    statutoryLimit: '',
    month: 6,
    reworkNo: 0,
  }),
  qualityCheck: () => ({
    disposition: 'ACCEPT',
    caseType: 'COMPLAINT',
    category: '03-01-04',
    urgency: 2,
    secrecy: 'NORMAL',
  }),
  assignUnit: ({ leadUnit }) => ({ leadUnit, assignmentId: randomUUID(), acknowledged: 'NO' }),
  handle: () => ({ closeType: 'SOLVED', legalBasisGiven: 'NO' }),
  approveReply: () => ({ replyApproved: 'YES' }),
  closeReview: () => ({ reviewOutcome: 'APPROVED' }),
  followUp: () => ({ reached: 'YES', attempts: 1, solved: 'YES', rating: 5 }),
};

/** The model as it is, under a name of its own, its user tasks jobs like the others, so that nobody of the platform takes them. */
function asBench(model) {
  return Buffer.from(
    model
      .replace('<bpmn:process id="case-main"', '<bpmn:process id="bench-case"')
      .replace('bpmnElement="case-main"', 'bpmnElement="bench-case"')
      .replace('"msg.case.received"', `"${CASE_RECEIVED}"`)
      .replace(/<zeebe:taskDefinition type="[^"]*"/g, '<zeebe:taskDefinition type="bench-step"')
      .replace(/<zeebe:formDefinition [^>]*>/g, '')
      .replace(/<zeebe:assignmentDefinition [^>]*>/g, '<zeebe:taskDefinition type="bench-step" />')
      .replace(/(<\/?bpmn:)userTask/g, '$1serviceTask'),
  );
}

/** The engine straight over gRPC, without anything of ours between: what the platform is compared with. */
export class RawEngine {
  /** @param {string} address host:port */
  constructor(address) {
    this.connection = new ZeebeConnection(address);
  }

  /** The processes that this class carries. */
  async deploy() {
    const ofBench = ['two-jobs.bpmn', 'two-tasks.bpmn'].map(async (name) => ({
      name,
      content: await readFile(new URL(`models/${name}`, import.meta.url)),
    }));
    const route = await readFile(new URL('../../workflows/processes/case-main.bpmn', import.meta.url), 'utf8');
    const resources = [...(await Promise.all(ofBench)), { name: 'bench-case.bpmn', content: asBench(route) }];
    await this.connection.call('deployResource', { resources, ...TENANT }, CALL_MS);
  }

  /** Instances of two steps from start to end. @param {number} count @param {number} atOnce @returns {Promise<number>} instances per second */
  carryTwoSteps(count, atOnce) {
    const start = async () => {
      const instance = {
        bpmnProcessId: 'bench-two-jobs',
        version: -1,
        variables: '{}',
        startInstructions: [],
        ...TENANT,
      };
      return (await this.insist('createProcessInstance', instance)).processInstanceKey;
    };
    return this.carry(count, atOnce, { start, name: ({ processInstanceKey }) => processInstanceKey, last: 'second' });
  }

  /**
   * The route of a case (case-main) whose requester is satisfied at once, from the message that it was received to its close: 14
   * jobs and 6 decisions. @param {number} count @param {number} atOnce @returns {Promise<number>} instances per second
   */
  carryCases(count, atOnce) {
    const start = async () => {
      const caseId = randomUUID();
      const message = { name: CASE_RECEIVED, correlationKey: caseId, messageId: caseId, timeToLive: CALL_MS };
      await this.insist('publishMessage', {
        ...message,
        variables: JSON.stringify({ ...RECEIVED, caseId }),
        ...TENANT,
      });
      return caseId;
    };
    const name = ({ variables }) => JSON.parse(variables).caseId;
    return this.carry(count, atOnce, { start, name, last: 'closeCase', fetch: ['caseId', 'leadUnit'] });
  }

  /**
   * Carries so many instances from start to end, so many at a time, and completes each job as it comes.
   * @param {number} count @param {number} atOnce
   * @param {{ start: () => Promise<string>, name: (job: any) => string, last: string, fetch?: string[] }} kind `start` and `name` name an
   *   instance the same; `last`: the element whose job ends it
   * @returns {Promise<number>} instances per second
   */
  async carry(count, atOnce, { start, name, last, fetch = ['none'] }) {
    const [waiting, ended] = [new Map(), new Set()];
    const stream = await this.connection.stream('streamActivatedJobs', {
      type: 'bench-step',
      worker: 'bench',
      timeout: CALL_MS,
      fetchVariable: fetch,
      tenantIds: ['<default>'],
    });
    const complete = async (job) => {
      const answer = ANSWERS[job.elementId]?.(JSON.parse(job.variables)) ?? {};
      await this.insist('completeJob', { jobKey: job.key, variables: JSON.stringify(answer) });
      if (job.elementId !== last) return;
      ended.add(name(job));
      waiting.get(name(job))?.();
    };
    const broken = new Promise((_resolve, reject) => {
      stream.on('data', (job) => void complete(job).catch(reject));
    });
    stream.on('error', () => {});
    const began = performance.now();
    let started = 0;
    const carryNext = async () => {
      while (started < count) {
        started += 1;
        const instance = await start();
        if (!ended.has(instance)) await new Promise((resolve) => waiting.set(instance, resolve));
      }
    };
    try {
      await Promise.race([broken, Promise.all(Array.from({ length: atOnce }, carryNext))]);
    } finally {
      stream.cancel();
    }
    return (count / (performance.now() - began)) * 1_000;
  }

  /**
   * Once the engine is not too busy for it. A call whose answer was lost is made again; that it was done then is as good.
   * @param {string} method @param {object} request @returns {Promise<any>}
   */
  async insist(method, request) {
    let lost = false;
    for (;;) {
      try {
        return await this.connection.call(method, request, CALL_MS);
      } catch (failure) {
        if (lost && DONE_BEFORE.has(failure.code)) return {};
        if (failure.code !== BUSY && failure.code !== UNANSWERED) throw failure;
        lost ||= failure.code === UNANSWERED;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }

  close() {
    return this.connection.close();
  }
}
