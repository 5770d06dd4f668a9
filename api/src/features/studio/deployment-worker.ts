import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Rounds } from '../../process-engine/rounds.js';
import { DeployReleases } from './deploy-releases.js';

/** Days come without a bell. */
const IDLE_MS = 5_000;

/** Deploys whenever a release was approved anywhere or its day has come. */
@Injectable()
export class DeploymentWorker {
  private readonly rounds: Rounds;

  constructor(database: Database, deploy: DeployReleases) {
    const about = { bell: 'release_approved', what: 'releases', idleMs: IDLE_MS };
    this.rounds = new Rounds(database, about, async () => ((await deploy.execute()) ? 0 : IDLE_MS));
  }

  start(): Promise<void> {
    return this.rounds.start();
  }

  stop(): Promise<void> {
    return this.rounds.stop();
  }
}
