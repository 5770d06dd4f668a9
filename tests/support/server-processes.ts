import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from '../../scripts/local/child.mjs';
import { findJava } from '../../scripts/local/java.mjs';
import { nodeBinary, ROOT } from '../../scripts/local/paths.mjs';
import { freePort } from '../../scripts/local/ports.mjs';
import { Postgres } from '../../scripts/local/postgres.mjs';
import { readCompose } from '../../scripts/local/server-files.mjs';
import { RUN_MARK } from '../../scripts/local/test-leftovers.mjs';
import { Zeebe } from '../../scripts/local/zeebe.mjs';
import { archiveFile } from '../../scripts/local/zeebe-archive.mjs';
import { cacheFolder, ensureZeebe } from '../../scripts/local/zeebe-distribution.mjs';
import { assembleImage, IMAGE } from './server-image.js';
import { waitFor } from './wait-for.js';

type Environment = Record<string, string>;
interface Service {
  environment: Environment;
  secrets?: (string | { source: string; target: string })[];
  command?: string[];
  healthcheck?: { test: string[] };
}

/** One application process of the server. */
export interface ApplicationProcess {
  url: string;
  start(): Promise<void>;
  /** Whether the image's health check finds it well. */
  isHealthy(): boolean;
  /** SIGKILL; resolves when the process is gone. */
  kill9(): Promise<void>;
}

/** The engine with the settings of compose.yaml in place of the launcher's. */
class EngineOfCompose extends Zeebe {
  constructor(
    about: ConstructorParameters<typeof Zeebe>[0],
    private readonly given: Environment,
  ) {
    super(about);
  }

  override async settings(): Promise<Environment> {
    const own = Object.entries(await super.settings()).filter(([name]) => !name.startsWith('ZEEBE_BROKER_EXPORTERS'));
    // What a test's disk has free is less than a server's.
    const given = Object.entries(this.given).filter(([name]) => !/^JAVA_|_DISK_FREESPACE_/.test(name));
    return { ...Object.fromEntries(own), ...Object.fromEntries(given) };
  }
}

/**
 * What docker/compose.yaml starts, as processes on loopback: the same commands, files, secrets and environment, with other
 * addresses. In the place of the name `application`, which leads to every container of the service, the engine posts to a
 * port that leads to the first process that answers.
 */
export class ServerProcesses {
  readonly folder = mkdtempSync(join(tmpdir(), 'yousu-server-'));
  private readonly image = join(this.folder, 'image');
  private readonly secrets = join(this.folder, 'secrets');
  private readonly addresses: [from: string, to: string][] = [];
  private readonly intakes: number[] = [];
  private readonly applications: Child[] = [];
  private services: Record<string, Service> = {};
  private postgres: Postgres | undefined;
  private engine: Zeebe | undefined;
  private door: Server | undefined;

  /** The owner's address, for looking from outside. */
  get adminUrl(): string {
    return this.secret('database-admin-url');
  }

  /** The content of one secret. */
  secret(name: string): string {
    return readFileSync(join(this.secrets, name), 'utf8').trim();
  }

  /** Makes secrets and image, and starts database and engine; the engine's first command is not waited for. */
  async start(): Promise<void> {
    const { project, problems } = await readCompose(readFileSync(join(ROOT, 'docker/compose.yaml'), 'utf8'));
    if (!project) throw new Error(problems.join('\n'));
    this.services = project.services;
    mkdirSync(this.image);
    assembleImage(this.image);
    const [postgres, engine, management, intake] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
    this.addresses.push(
      ['@postgres:5432', `@127.0.0.1:${postgres}`],
      ['http://application:3081', `http://127.0.0.1:${intake}`],
      ['engine:26500', `127.0.0.1:${engine}`],
      ['engine:9600', `127.0.0.1:${management}`],
      ['127.0.0.1/9600', `127.0.0.1/${management}`],
      ['/var/lib/yousu', join(this.folder, 'files')],
    );
    this.makeSecrets();
    this.door = await this.openDoor(intake);
    this.postgres = new Postgres({
      folder: join(this.folder, 'postgres'),
      port: postgres,
      ownerPassword: this.secret('database-owner-password'),
      logFile: join(this.folder, 'logs/postgres.log'),
      pidFile: join(this.folder, 'run/postgres.json'),
      durable: false,
    });
    const cache = cacheFolder();
    const programs = { distribution: await ensureZeebe({ cache }), java: findJava().binary };
    const about = {
      ...programs,
      archive: archiveFile({ ...programs, cache }),
      folder: join(this.folder, 'engine'),
      port: engine,
      managementPort: management,
      intake: { port: intake, user: '', password: '' },
      shortLived: true,
      logFile: join(this.folder, 'logs/engine.log'),
      pidFile: join(this.folder, 'run/engine.json'),
    };
    this.engine = new EngineOfCompose(about, this.environmentOf('engine'));
    await Promise.all([this.postgres.start(), this.engine.start()]);
  }

  /** Waits for the engine's first command. */
  async engineReady(): Promise<void> {
    await this.engine?.ready();
  }

  /** Whether compose would call the engine healthy. */
  engineIsHealthy(): boolean {
    const [, command = '', ...args] = this.services.engine?.healthcheck?.test ?? [];
    return (
      spawnSync(
        command,
        args.map((each) => this.readdressed(each)),
      ).status === 0
    );
  }

  /** The one-shot service. @returns what it said @throws Error with it when it does not end well */
  migrate(): string {
    const [command = '', ...args] = [...IMAGE.entrypoint, ...(this.services.migrations?.command ?? [])];
    const { status, stdout, stderr } = spawnSync(command === 'node' ? nodeBinary() : command, args, {
      cwd: this.image,
      env: this.processEnvironment('migrations'),
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`the migrations ended with ${status}: ${stdout}${stderr}`);
    return stdout;
  }

  /** One more process of the application; `start` resolves when it is ready. @param more settings beside those of compose.yaml */
  async application(name: string, more: Environment = {}): Promise<ApplicationProcess> {
    const [port, intake] = await Promise.all([freePort(), freePort()]);
    this.intakes.push(intake);
    const [, ...args] = [...IMAGE.entrypoint, ...IMAGE.command];
    const child = new Child({
      name,
      command: nodeBinary(),
      args,
      cwd: this.image,
      env: {
        ...this.processEnvironment('application'),
        NODE_ENV: 'production',
        CAMUNDA_LOG_LEVEL: 'none',
        YOUSU_HOST: '127.0.0.1',
        YOUSU_INTAKE_HOST: '127.0.0.1',
        YOUSU_PORT: String(port),
        YOUSU_INTAKE_PORT: String(intake),
        ...more,
      },
      logFile: join(this.folder, `logs/${name}.log`),
      pidFile: join(this.folder, `run/${name}.json`),
    });
    this.applications.push(child);
    const url = `http://127.0.0.1:${port}`;
    return {
      url,
      start: async () => {
        await child.start();
        await waitFor(
          async () => {
            if (!child.running) return 'ended';
            return (await fetch(`${url}/health/ready`)).status === 200;
          },
          `${name} is ready`,
          60_000,
        );
        if (!child.running) throw new Error(`${name} ${child.end}\n${child.lastLines(40)}`);
      },
      isHealthy: () => {
        const [, ...check] = IMAGE.healthCheck;
        return spawnSync(nodeBinary(), check, { env: { YOUSU_PORT: String(port) } }).status === 0;
      },
      kill9: async () => {
        child.kill9();
        await child.ended;
      },
    };
  }

  /** The demo city's tables, in the place of the units and accounts that an administrator makes. */
  addDemoCity(): void {
    cpSync(join(ROOT, 'demo'), join(this.image, 'demo'), { recursive: true });
  }

  logs(): string {
    return this.applications.map((child) => `--- ${child.name}\n${child.lastLines(60)}`).join('\n');
  }

  async stop(): Promise<void> {
    await Promise.all(this.applications.map((child) => child.stop()));
    await this.engine?.stop();
    await this.postgres?.stop();
    await new Promise((resolve) => (this.door ? this.door.close(resolve) : resolve(undefined)));
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** By the documented command; addresses in them lead to this test's processes. */
  private makeSecrets(): void {
    const made = spawnSync('sh', [join(ROOT, 'docker/make-secrets.sh'), this.secrets], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    for (const name of readdirSync(this.secrets)) {
      const content = this.readdressed(this.secret(name));
      rmSync(join(this.secrets, name));
      writeFileSync(join(this.secrets, name), `${content}\n`);
    }
  }

  private readdressed(text: string): string {
    return this.addresses.reduce((result, [from, to]) => result.replaceAll(from, to), text);
  }

  private processEnvironment(service: string): NodeJS.ProcessEnv {
    // A run of the tests finds by its mark what was left behind.
    const { PATH, TMPDIR, [RUN_MARK]: mark } = process.env;
    return { PATH, TMPDIR, [RUN_MARK]: mark, ...this.environmentOf(service) };
  }

  /** As compose gives it, with a folder of its own in the place of /run/secrets. */
  private environmentOf(service: string): Environment {
    const { environment = {}, secrets = [] } = this.services[service] ?? {};
    const mounted = join(this.folder, 'mounted', service);
    mkdirSync(mounted, { recursive: true });
    for (const each of secrets) {
      const { source, target } = typeof each === 'string' ? { source: each, target: each } : each;
      writeFileSync(join(mounted, target), this.secret(source));
    }
    return Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [
        name,
        this.readdressed(String(value)).replaceAll('/run/secrets', mounted),
      ]),
    );
  }

  private async openDoor(port: number): Promise<Server> {
    const door = createServer((from) => {
      from.on('error', () => from.destroy());
      const lead = ([intake, ...others]: number[]): void => {
        if (intake === undefined) return void from.destroy();
        const to: Socket = connect(intake, '127.0.0.1');
        const next = () => lead(others);
        to.once('error', next);
        to.once('connect', () => {
          to.off('error', next).on('error', () => from.destroy());
          from.once('close', () => to.destroy());
          to.once('close', () => from.destroy());
          from.pipe(to).pipe(from);
        });
      };
      lead(this.intakes);
    });
    await new Promise<void>((resolve) => door.listen(port, '127.0.0.1', resolve));
    return door;
  }
}
