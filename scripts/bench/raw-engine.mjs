import { readFile } from 'node:fs/promises';
import { ZeebeConnection } from '../../api/src/process-engine/zeebe-connection.ts';

const CALL_MS = 30_000;
/** gRPC's RESOURCE_EXHAUSTED: the engine asks for a pause. */
const BUSY = 8;
const PAUSE_MS = 20;
const TENANT = { tenantId: '<default>' };

/** The engine straight over gRPC, without anything of ours between: what the platform is compared with. */
export class RawEngine {
  /** @param {string} address host:port */
  constructor(address) {
    this.connection = new ZeebeConnection(address);
  }

  /** @param {string[]} names of scripts/bench/models */
  async deploy(...names) {
    const resources = await Promise.all(
      names.map(async (name) => ({ name, content: await readFile(new URL(`models/${name}`, import.meta.url)) })),
    );
    await this.connection.call('deployResource', { resources, ...TENANT }, CALL_MS);
  }

  /**
   * Carries so many instances of two steps from start to end, so many at a time.
   * @param {number} count @param {number} atOnce @returns {Promise<number>} instances per second
   */
  async carry(count, atOnce) {
    const [waiting, ended] = [new Map(), new Set()];
    const stream = await this.connection.stream('streamActivatedJobs', {
      type: 'bench-step',
      worker: 'bench',
      timeout: CALL_MS,
      fetchVariable: ['none'],
      tenantIds: ['<default>'],
    });
    stream.on('data', async ({ key, elementId, processInstanceKey }) => {
      await this.insist('completeJob', { jobKey: key, variables: '{}' });
      if (elementId !== 'second') return;
      ended.add(processInstanceKey);
      waiting.get(processInstanceKey)?.();
    });
    stream.on('error', () => {});
    const began = performance.now();
    let started = 0;
    const carryNext = async () => {
      while (started < count) {
        started += 1;
        const instance = {
          bpmnProcessId: 'bench-two-jobs',
          version: -1,
          variables: '{}',
          startInstructions: [],
          ...TENANT,
        };
        const { processInstanceKey } = await this.insist('createProcessInstance', instance);
        if (!ended.has(processInstanceKey)) await new Promise((resolve) => waiting.set(processInstanceKey, resolve));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, carryNext));
    stream.cancel();
    return (count / (performance.now() - began)) * 1_000;
  }

  /** @param {string} method @param {object} request @returns {Promise<any>} once the engine is not too busy for it */
  async insist(method, request) {
    for (;;) {
      try {
        return await this.connection.call(method, request, CALL_MS);
      } catch (failure) {
        if (failure.code !== BUSY) throw failure;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }

  close() {
    return this.connection.close();
  }
}
