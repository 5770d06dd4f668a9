import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { env } from '../config/env.js';
import { Database, type Sql } from '../database/database.js';
import { InvalidInput } from '../errors/app-error.js';
import { log } from '../errors/log.js';
import { backOffMs } from './back-off.js';
import { EngineBusy, EngineUnavailable, JobGone } from './engine-errors.js';
import { EngineIdentity } from './engine-identity.js';
import { ModelHistory } from './model-history.js';
import { type DeployedResource, ProcessEngine } from './process-engine.js';

interface PackagedFile {
  /** Relative to the workflows folder; also the engine's resource name. */
  path: string;
  content: Buffer;
  sha256: string;
}

const FOLDERS: [folder: string, suffix: string][] = [
  ['processes', '.bpmn'],
  ['decisions', '.dmn'],
  ['forms', '.form'],
];
const RETRY = { firstMs: 250, capMs: 2_000 };
/** First key of the first partition; nothing ever gets it. */
const NO_JOB = String(1n << 51n);

/** The packaged model holds user tasks of a kind whose jobs we would never see. */
export class ForeignUserTask extends InvalidInput {
  constructor(path: string) {
    super(
      `${path}: remove "zeebe:userTask" from its user tasks. Yousu works with job-based user tasks; the engine would keep the others to itself.`,
      { [path]: 'zeebeUserTask' },
    );
  }
}

/** Deploys the packaged processes, decisions and forms whose content this engine was never given by us before; all or none. */
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
    const files = await readPackagedFiles(env.YOUSU_WORKFLOWS);
    const unknown = await this.neverDeployed(files);
    if (unknown.length === 0) {
      await this.whenReady(() => this.knock());
      return [];
    }
    const resources = unknown.map(({ path, content }) => ({ name: path, content }));
    const deployed = await this.whenReady(() => this.engine.deploy(resources));
    await this.database.inTransaction(async (sql) => {
      await this.rememberFiles(sql, unknown);
      await this.rememberResources(sql, unknown, deployed);
      const sha256Of = new Map(unknown.map(({ path, sha256 }) => [path, sha256]));
      const models = deployed.map((model) => ({ ...model, sha256: sha256Of.get(model.resourceName) ?? null }));
      await this.history.deployed(sql, this.identity.engineId, models);
    });
    const paths = unknown.map(({ path }) => path);
    log.info({ paths }, 'models deployed');
    return paths;
  }

  /** Ends the waiting for an engine that does not come. */
  stop(): void {
    this.stopped = true;
  }

  private async neverDeployed(files: PackagedFile[]): Promise<PackagedFile[]> {
    const known = await this.database.sql<{ path: string; sha256: string }[]>`
      /* findPackagedDeployments */
      select path, sha256
      from packaged_deployments
      where engine_id = ${this.identity.engineId}`;
    const seen = new Set(known.map(({ path, sha256 }) => `${path} ${sha256}`));
    return files.filter(({ path, sha256 }) => !seen.has(`${path} ${sha256}`));
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

  private async rememberFiles(sql: Sql, files: PackagedFile[]): Promise<void> {
    const rows = files.map(({ path, sha256 }) => ({
      engine_id: this.identity.engineId,
      path,
      sha256,
      deployed_at: this.clock.now(),
    }));
    await sql`/* rememberPackagedFiles */ insert into packaged_deployments ${sql(rows)} on conflict do nothing`;
  }

  private async rememberResources(sql: Sql, files: PackagedFile[], deployed: DeployedResource[]): Promise<void> {
    const fileOf = new Map(files.map((file) => [file.path, file]));
    const rows = deployed.map(({ kind, key, id, version, resourceName }) => {
      // A decision's text is that of its requirements.
      const file = kind === 'DECISION' ? undefined : fileOf.get(resourceName);
      return {
        engine_id: this.identity.engineId,
        key,
        kind,
        resource_id: id,
        version,
        resource_name: resourceName,
        sha256: file?.sha256 ?? null,
        content: file?.content.toString('utf8') ?? null,
        deployed_at: this.clock.now(),
      };
    });
    if (rows.length === 0) return;
    await sql`
      /* rememberDeployedResources */
      insert into deployed_resources ${sql(rows)}
      on conflict (engine_id, key) do update
      set content = coalesce(deployed_resources.content, excluded.content),
        sha256 = coalesce(deployed_resources.sha256, excluded.sha256),
        resource_name = coalesce(nullif(deployed_resources.resource_name, ''), excluded.resource_name)`;
  }
}

async function readPackagedFiles(root: string): Promise<PackagedFile[]> {
  const files: PackagedFile[] = [];
  for (const [folder, suffix] of FOLDERS) {
    const names = (await readdir(join(root, folder))).filter((name) => name.endsWith(suffix)).sort();
    for (const name of names) {
      const content = await readFile(join(root, folder, name));
      const path = `${folder}/${name}`;
      if (suffix === '.bpmn' && /<zeebe:userTask\b/.test(content.toString('utf8'))) throw new ForeignUserTask(path);
      files.push({ path, content, sha256: createHash('sha256').update(content).digest('hex') });
    }
  }
  return files;
}
