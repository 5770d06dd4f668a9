import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Scenario } from '../../../../common/src/scenarios/scenario.js';
import { env } from '../../config/env.js';
import { log } from '../../errors/log.js';
import { waitAtMost } from '../../process-engine/wait-at-most.js';
import type { StageNews } from './trial.model.js';
import { TrialsUnavailable } from './trials.errors.js';

/** A stage holds half a gigabyte: nobody tries anything for so long, and it ends. */
const IDLE_MS = 10 * 60_000;
const GRACE_MS = 2_500;

export interface Performance {
  id: string;
  scenario: Scenario;
  /** The models it is played on. */
  files: readonly { path: string; content: string }[];
}

/** The process that plays trials (scripts/trial/stage-process.mjs): started when the first is wanted, and ended when nobody tries anything any more. */
@Injectable()
export class StageProcess implements OnApplicationShutdown {
  private stage: ChildProcess | null = null;
  private exited: Promise<void> = Promise.resolve();
  private readonly listeners = new Map<string, (news: StageNews) => void>();
  private idle: NodeJS.Timeout | undefined;
  private lastWords = '';

  /** @param onNews hears of it until it is over @throws TrialsUnavailable */
  play(performance: Performance, onNews: (news: StageNews) => void): void {
    const stage = this.running();
    clearTimeout(this.idle);
    this.listeners.set(performance.id, onNews);
    stage.stdin?.write(`${JSON.stringify(performance)}\n`);
  }

  /** Its input ends, so it puts everything away; in a group of its own it outlives this process for as long as that takes. */
  async onApplicationShutdown(): Promise<void> {
    this.end();
    await waitAtMost(GRACE_MS, this.exited);
  }

  private running(): ChildProcess {
    if (env.YOUSU_STAGE === '') throw new TrialsUnavailable();
    if (this.stage) return this.stage;
    const stage = spawn(process.execPath, [env.YOUSU_STAGE], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    this.stage = stage;
    this.lastWords = '';
    stage.stdin.on('error', (error) => log.warn({ err: error }, 'the stage for trials does not listen'));
    stage.stderr.on('data', (chunk) => {
      this.lastWords = `${this.lastWords}${chunk}`.slice(-2_000);
    });
    createInterface({ input: stage.stdout }).on('line', (line) => this.hear(line));
    this.exited = new Promise((resolve) => {
      stage.once('error', (error) => {
        this.lastWords = error.message;
        this.gone(stage);
        resolve();
      });
      stage.once('close', () => {
        this.gone(stage);
        resolve();
      });
    });
    return stage;
  }

  private hear(line: string): void {
    let news: { id?: string; unavailable?: string } & Partial<Record<string, unknown>>;
    try {
      news = JSON.parse(line);
    } catch {
      log.warn({ line: line.slice(0, 300) }, 'the stage for trials said what nobody understands');
      return;
    }
    if (news.unavailable) {
      // It is about to end: whoever tries again meanwhile gets another.
      this.end();
      for (const id of [...this.listeners.keys()]) this.tell(id, { refused: news.unavailable });
      return;
    }
    if (news.id) this.tell(news.id, news as StageNews);
  }

  private tell(id: string, news: StageNews): void {
    this.listeners.get(id)?.(news);
    if ('state' in news || 'step' in news) return;
    this.listeners.delete(id);
    if (this.listeners.size > 0) return;
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.end(), IDLE_MS).unref();
  }

  private end(): void {
    clearTimeout(this.idle);
    this.stage?.stdin?.end();
    this.stage = null;
  }

  private gone(stage: ChildProcess): void {
    // One that was ended on purpose; another may be playing already.
    if (this.stage !== stage) return;
    this.stage = null;
    if (this.listeners.size === 0) return;
    log.error({ lastWords: this.lastWords }, 'the stage for trials ended in the middle of one');
    const broken = this.lastWords.trim().split('\n').at(-1) || 'The stage for trials ended by itself; try again.';
    for (const id of [...this.listeners.keys()]) this.tell(id, { broken });
  }
}
