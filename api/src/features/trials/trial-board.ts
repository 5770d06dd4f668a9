import { Injectable } from '@nestjs/common';
import { isOver, type Trial } from './trial.model.js';

const MOST_KEPT = 30;

/** The trials of this process: what they showed is of use for minutes, so it is kept in memory. */
@Injectable()
export class TrialBoard {
  private readonly trials = new Map<string, Trial>();

  put(trial: Trial): void {
    this.trials.set(trial.id, trial);
    for (const [id, old] of this.trials) {
      if (this.trials.size <= MOST_KEPT) return;
      if (isOver(old)) this.trials.delete(id);
    }
  }

  get(id: string): Trial | null {
    return this.trials.get(id) ?? null;
  }

  /** How many are not over. */
  waiting(): number {
    return [...this.trials.values()].filter((trial) => !isOver(trial)).length;
  }
}
