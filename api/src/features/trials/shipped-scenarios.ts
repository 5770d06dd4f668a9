import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { readScenario } from '../../../../common/src/scenarios/read-scenario.js';
import type { Scenario } from '../../../../common/src/scenarios/scenario.js';
import { env } from '../../config/env.js';
import { log } from '../../errors/log.js';

export interface ShippedScenario {
  scenario: Scenario;
  text: string;
}

/** The scenarios beside the packaged models. */
@Injectable()
export class ShippedScenarios {
  private read: Promise<ShippedScenario[]> | null = null;

  /** In the order of their names. */
  all(): Promise<ShippedScenario[]> {
    this.read ??= this.readAll();
    return this.read;
  }

  /** Those about this process; all where none is about it, for decisions and forms are used by many. */
  async about(modelId: string): Promise<ShippedScenario[]> {
    const all = await this.all();
    const own = all.filter(({ scenario }) => scenario.process === modelId);
    return own.length > 0 ? own : all;
  }

  private async readAll(): Promise<ShippedScenario[]> {
    const folder = join(env.YOUSU_WORKFLOWS, 'scenarios');
    const names = await readdir(folder).catch(() => []);
    const found: ShippedScenario[] = [];
    for (const name of names.filter((each) => /\.ya?ml$/.test(each)).sort()) {
      const text = await readFile(join(folder, name), 'utf8');
      try {
        found.push({ scenario: readScenario(text, name), text });
      } catch (error) {
        log.warn({ err: error }, 'a packaged scenario cannot be read');
      }
    }
    return found;
  }
}
