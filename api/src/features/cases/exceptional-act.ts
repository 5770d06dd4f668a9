import { Injectable } from '@nestjs/common';
import type { MessageName } from '../../contract.generated.js';
import type { Sql } from '../../database/database.js';
import { appendToOutbox } from '../../outbox/outbox.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';

const TTL_MS = 3_600_000;

/** Starts one of the small message-started processes that stand beside a case's route. */
@Injectable()
export class ExceptionalAct {
  constructor(private readonly engine: EngineIdentity) {}

  /** @param act.id makes the message unique: asked twice, started once */
  async start(
    sql: Sql,
    act: {
      caseId: string;
      message: MessageName;
      correlationKey: string;
      id: string;
      variables: Record<string, string | number | string[]>;
    },
  ): Promise<void> {
    await appendToOutbox(sql, {
      lane: act.caseId,
      kind: 'PUBLISH_MESSAGE',
      engineId: this.engine.engineId,
      caseId: act.caseId,
      command: {
        name: act.message,
        correlationKey: act.correlationKey,
        messageId: act.id,
        timeToLiveMs: TTL_MS,
        variables: { caseId: act.caseId, ...act.variables },
      },
    });
  }
}
