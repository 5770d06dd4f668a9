import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { withChanges } from '../../../../common/src/model-lint/with-changes.js';
import { readScenario, ScenarioUnreadable } from '../../../../common/src/scenarios/read-scenario.js';
import type { Scenario } from '../../../../common/src/scenarios/scenario.js';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { appendEvents } from '../events/events.public.js';
import { ModelSet, modelEvent } from '../studio/studio.public.js';
import { ShippedScenarios } from './shipped-scenarios.js';
import { StageProcess } from './stage-process.js';
import { afterNews, type Trial } from './trial.model.js';
import { TrialBoard } from './trial-board.js';
import { ScenarioInvalid, TooManyTrials } from './trials.errors.js';

const MOST_WAITING = 5;
const OWN = 'scenario';

/** Plays a scenario on drafts, on a stage of its own; that somebody did is in the history of each model. */
@Injectable()
export class StartTrial {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly set: ModelSet,
    private readonly scenarios: ShippedScenarios,
    private readonly stage: StageProcess,
    private readonly board: TrialBoard,
  ) {}

  /**
   * @param asked name of a scenario that came with the product, or the text of one's own
   * @throws NotPermitted, ScenarioInvalid, DraftNotFound, TooManyTrials, TrialsUnavailable
   */
  async execute(draftIds: readonly string[], asked: string, viewer: Viewer): Promise<Trial> {
    demand(viewer, 'designModels');
    const scenario = await this.read(asked);
    const waiting = this.board.waiting();
    if (waiting >= MOST_WAITING) throw new TooManyTrials(waiting);
    const { running, drawn } = await this.set.withDrafts([...new Set(draftIds)], viewer);
    const files = await withChanges(running, drawn);
    const trial: Trial = {
      id: uuid(),
      userId: viewer.id,
      state: 'PREPARING',
      scenario: scenario.id,
      name: scenario.name,
      nameEn: scenario.nameEn,
      total: scenario.steps.length + 1,
      steps: [],
      routes: [],
      message: null,
      startedAt: new Date(),
      endedAt: null,
    };
    this.stage.play({ id: trial.id, scenario, files }, (news) => {
      const known = this.board.get(trial.id);
      if (known) this.board.put(afterNews(known, news, new Date()));
    });
    this.board.put(trial);
    await this.database.inTransaction((sql) =>
      appendEvents(
        sql,
        drawn.map((draft) =>
          modelEvent('model.tried', draft, viewer, this.clock.now(), {
            body: { trialId: trial.id, scenario: scenario.id, revision: draft.revision },
          }),
        ),
      ),
    );
    return trial;
  }

  private async read(asked: string): Promise<Scenario> {
    const shipped = (await this.scenarios.all()).find(({ scenario }) => scenario.id === asked);
    if (shipped) return shipped.scenario;
    try {
      return readScenario(asked, OWN);
    } catch (error) {
      if (error instanceof ScenarioUnreadable) throw new ScenarioInvalid(error.message, error.problems);
      throw error;
    }
  }
}
