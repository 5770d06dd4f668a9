import { Injectable } from '@nestjs/common';
import { RecordIntake } from './engine-records/record-intake.js';
import { log } from './errors/log.js';
import { RecalculationWorker } from './features/calendar-changes/recalculation-worker.js';
import { InterventionWorker } from './features/interventions/interventions.public.js';
import { MigrationWorker } from './features/migrations/migration-worker.js';
import { DeploymentWorker } from './features/studio/deployment-worker.js';
import { SupervisionSweep } from './features/supervision/supervision.public.js';
import { OutboxRelay } from './outbox/outbox-relay.js';
import { DeployModels } from './process-engine/deploy-models.js';
import { JobWorkers } from './process-engine/job-workers.js';
import { waitAtMost } from './process-engine/wait-at-most.js';

/** A frozen engine must not hold up the stop; what it was told may still happen and is found in the records later. */
const DEPLOY_GRACE_MS = 3_000;

/** Everything that works without being asked, started and stopped in order: records in, commands out, jobs, models, the sweep of supervision, releases, migrations. */
@Injectable()
export class Workers {
  private deployed: Promise<void> | null = null;

  constructor(
    private readonly intake: RecordIntake,
    private readonly relay: OutboxRelay,
    private readonly jobs: JobWorkers,
    private readonly models: DeployModels,
    private readonly supervision: SupervisionSweep,
    private readonly recalculation: RecalculationWorker,
    private readonly deployment: DeploymentWorker,
    private readonly migration: MigrationWorker,
    private readonly interventions: InterventionWorker,
  ) {}

  /** Comes back at once; the engine may still be starting, and whatever waits for it keeps waiting. */
  async start(): Promise<void> {
    await this.intake.start();
    this.supervision.start();
    this.interventions.start();
    await this.recalculation.start();
    this.deployed = this.models.execute().then(
      async () => {
        this.jobs.start();
        this.relay.start();
        // After the packaged files: a release may name what they bring.
        await this.deployment.start();
        await this.migration.start();
      },
      (error: unknown) => log.fatal({ err: error }, 'the models could not be deployed'),
    );
  }

  async stop(): Promise<void> {
    this.models.stop();
    await this.supervision.stop();
    await this.interventions.stop();
    await this.recalculation.stop();
    if (this.deployed) await waitAtMost(DEPLOY_GRACE_MS, this.deployed);
    await this.deployment.stop();
    await this.migration.stop();
    await this.relay.stop();
    await this.jobs.stop();
    await this.intake.stop();
  }
}
