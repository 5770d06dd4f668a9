import { Injectable } from '@nestjs/common';
import { ProcessEngine } from '../../process-engine/process-engine.js';

const ASKED_EVERY_MS = 2_000;

/** Whether the engine answers, asked at most every two seconds however many probes come. */
@Injectable()
export class EngineReadiness {
  private last: { at: number; ready: Promise<boolean> } | null = null;

  constructor(private readonly engine: ProcessEngine) {}

  isReady(): Promise<boolean> {
    if (!this.last || performance.now() - this.last.at > ASKED_EVERY_MS) {
      const ready = this.engine.topology().then(
        ({ leaders }) => leaders,
        () => false,
      );
      this.last = { at: performance.now(), ready };
    }
    return this.last.ready;
  }
}
