import { Injectable, type OnModuleInit } from '@nestjs/common';
import { env } from '../config/env.js';
import { Database } from '../database/database.js';

/**
 * Which engine we talk to: every key is paired with its number, because a new data folder or cluster repeats keys.
 * Engine time = application time + a constant lead (0 in production), converted in the adapter and the intake and nowhere else.
 */
@Injectable()
export class EngineIdentity implements OnModuleInit {
  private identity: { engineId: number; leadMs: number } | null = null;

  constructor(private readonly database: Database) {}

  async onModuleInit(): Promise<void> {
    await this.load();
  }

  /** Finds or makes the row of the engine named by the settings. */
  async load(): Promise<void> {
    const sql = this.database.sql;
    await sql`
      /* nameEngine */
      insert into engines (name)
      select ${env.YOUSU_ENGINE_NAME}
      where not exists (select from engines where name = ${env.YOUSU_ENGINE_NAME})
      on conflict (name) do nothing`;
    const [row] = await sql<{ id: number; leadMs: string }[]>`
      /* findEngine */
      select id, lead_ms as "leadMs"
      from engines
      where name = ${env.YOUSU_ENGINE_NAME}`;
    this.identity = { engineId: row!.id, leadMs: Number(row!.leadMs) };
  }

  get engineId(): number {
    return this.loaded.engineId;
  }

  get leadMs(): number {
    return this.loaded.leadMs;
  }

  /** @param engineMs epoch ms as the engine says it, e.g. a record's timestamp or a timer's due date */
  toApplicationTime(engineMs: number): Date {
    return new Date(engineMs - this.leadMs);
  }

  /** @returns epoch ms to say to the engine */
  toEngineTime(at: Date): number {
    return at.getTime() + this.leadMs;
  }

  private get loaded(): { engineId: number; leadMs: number } {
    if (!this.identity) throw new Error('EngineIdentity is used before it was loaded.');
    return this.identity;
  }
}
