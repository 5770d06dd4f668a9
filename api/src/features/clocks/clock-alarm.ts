import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { MessageName } from '../../contract.generated.js';
import type { Sql } from '../../database/database.js';
import { appendAllToOutbox, appendToOutbox, type OutboxEntry } from '../../outbox/outbox.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { instant } from '../../process-engine/engine-instants.js';
import type { Variables } from '../../process-engine/process-engine.js';

const TTL_MS = 3_600_000;

interface AlarmOf {
  id: string;
  caseId: string;
  caseNumber: string;
}

/**
 * The alarm of a clock: one instance of case-clock, told in a lane of its own, so that it never holds up the case.
 * Only a tick that moves earlier must be told; a later one is found out when the old one rings (design.md section 4).
 */
@Injectable()
export class ClockAlarm {
  constructor(private readonly engine: EngineIdentity) {}

  async set(sql: Sql, clock: AlarmOf, nextTickAt: Date): Promise<void> {
    await this.tell(sql, clock, 'msg.clock.started', clock.id, {
      clockId: clock.id,
      caseId: clock.caseId,
      caseNumber: clock.caseNumber,
      nextTickAt: instant(nextTickAt),
    });
  }

  /** However many they are, in a few statements. */
  async bringForward(sql: Sql, alarms: readonly { clock: AlarmOf; nextTickAt: Date }[]): Promise<void> {
    await appendAllToOutbox(
      sql,
      alarms.map(({ clock, nextTickAt }) =>
        this.entry(clock, 'msg.clock.changed', uuid(), { nextTickAt: instant(nextTickAt) }),
      ),
    );
  }

  async silence(sql: Sql, clock: AlarmOf): Promise<void> {
    await this.tell(sql, clock, 'msg.clock.stopped', `${clock.id}:stopped`, {});
  }

  private async tell(
    sql: Sql,
    clock: AlarmOf,
    name: MessageName,
    messageId: string,
    variables: Variables,
  ): Promise<void> {
    await appendToOutbox(sql, this.entry(clock, name, messageId, variables));
  }

  private entry(clock: AlarmOf, name: MessageName, messageId: string, variables: Variables): OutboxEntry {
    return {
      lane: clock.id,
      kind: 'PUBLISH_MESSAGE',
      engineId: this.engine.engineId,
      caseId: clock.caseId,
      command: { name, correlationKey: clock.id, messageId, timeToLiveMs: TTL_MS, variables },
    };
  }
}
