import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { env } from '../config/env.js';
import { Database, type Sql } from '../database/database.js';
import { log } from '../errors/log.js';
import { backOffMs } from './back-off.js';
import { EngineBusy, EngineUnavailable, JobGone } from './engine-errors.js';
import { EngineIdentity } from './engine-identity.js';
import { ModelHistory } from './model-history.js';
import { apartFromDesigned, keepOffers, type Offer } from './offer-models.js';
import { readPackagedFiles } from './packaged-files.js';
import { ProcessEngine } from './process-engine.js';
import { type DeployedFile, rememberResources } from './remember-resources.js';

const RETRY = { firstMs: 250, capMs: 2_000 };
/** First key of the first partition; nothing ever gets it. */
const NO_JOB = String(1n << 51n);

/**
 * Deploys the packaged processes, decisions and forms whose content this engine was never given by us before; all or none. What a
 * designer has deployed is never put aside: there the packaged file becomes an offer.
 */
@Injectable()
export class DeployModels {
  private stopped = false;

  constructor(
    private readonly engine: ProcessEngine,
    private readonly database: Database,
    private readonly identity: EngineIdentity,
    private readonly clock: Clock,
    private readonly history: ModelHistory,
  ) {}

  /**
   * Waits until the engine accepts commands, which comes after its topology says so.
   * @returns paths that were deployed now
   * @throws ForeignUserTask, EngineRefused with the engine's text
   */
  async execute(): Promise<string[]> {
    const unknown = await this.neverSeen(await readPackagedFiles(env.YOUSU_WORKFLOWS));
    const { free, offers } = await apartFromDesigned(this.database.sql, this.identity.engineId, unknown);
    if (offers.length > 0) await this.database.inTransaction((sql) => this.offer(sql, offers));
    if (free.length === 0) {
      await this.whenReady(() => this.knock());
      return [];
    }
    const resources = free.map(({ path, content }) => ({ name: path, content: Buffer.from(content) }));
    const deployed = await this.whenReady(() => this.engine.deploy(resources));
    await this.database.inTransaction(async (sql) => {
      const { engineId } = this.identity;
      await this.rememberFiles(sql, free);
      const models = await rememberResources(sql, engineId, free, deployed, { at: this.clock.now(), by: null });
      await this.history.deployed(sql, engineId, models, null);
    });
    const paths = free.map(({ path }) => path);
    log.info({ paths }, 'models deployed');
    return paths;
  }

  /** Ends the waiting for an engine that does not come. */
  stop(): void {
    this.stopped = true;
  }

  private async neverSeen(files: DeployedFile[]): Promise<DeployedFile[]> {
    const { engineId } = this.identity;
    const known = await this.database.sql<{ path: string; sha256: string }[]>`
      /* findPackagedDeployments */
      select path, sha256
      from packaged_deployments
      where engine_id = ${engineId}
      union all
      select path, sha256
      from model_offers
      where engine_id = ${engineId}`;
    const seen = new Set(known.map(({ path, sha256 }) => `${path} ${sha256}`));
    return files.filter(({ path, sha256 }) => !seen.has(`${path} ${sha256}`));
  }

  private async offer(sql: Sql, offers: readonly Offer[]): Promise<void> {
    const { engineId } = this.identity;
    const kept = await keepOffers(sql, engineId, offers, this.clock.now());
    await this.history.offered(
      sql,
      engineId,
      kept.map(({ kind, modelId, path, sha256 }) => ({ kind, modelId, path, sha256 })),
    );
  }

  /** A command that changes nothing: only an engine that processes commands can say that there is no such job. */
  private async knock(): Promise<void> {
    try {
      await this.engine.updateJobRetries(NO_JOB, 1);
    } catch (failure) {
      if (!(failure instanceof JobGone)) throw failure;
    }
  }

  /** Deploying the same content twice makes no second version, so it may be repeated. */
  private async whenReady<T>(command: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await command();
      } catch (failure) {
        const away = failure instanceof EngineUnavailable || failure instanceof EngineBusy;
        if (!away || this.stopped) throw failure;
        if (attempt % 10 === 0) log.info({ attempt, reason: failure.message }, 'waiting for the process engine');
        await sleep(backOffMs(attempt, RETRY.firstMs, RETRY.capMs));
      }
    }
  }

  private async rememberFiles(sql: Sql, files: DeployedFile[]): Promise<void> {
    const rows = files.map(({ path, sha256 }) => ({
      engine_id: this.identity.engineId,
      path,
      sha256,
      deployed_at: this.clock.now(),
    }));
    await sql`/* rememberDeployedFiles */ insert into packaged_deployments ${sql(rows)} on conflict do nothing`;
  }
}
