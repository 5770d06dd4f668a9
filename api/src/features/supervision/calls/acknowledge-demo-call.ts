import { Injectable } from '@nestjs/common';
import { demand } from '../../../access/permissions.js';
import type { Viewer } from '../../../access/viewer.js';
import { Clock } from '../../../clock/clock.js';
import { Database } from '../../../database/database.js';
import { CallNotFound, CallNotRinging } from '../supervision.errors.js';
import { CallRepository } from './call.repository.js';
import { FinishCall } from './finish-call.js';

@Injectable()
export class AcknowledgeDemoCall {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calls: CallRepository,
    private readonly finish: FinishCall,
  ) {}

  /** Presses 1 on the outbox page, while a demonstration call rings. @throws NotPermitted, CallNotFound, CallNotRinging */
  execute(id: string, viewer: Viewer): Promise<void> {
    demand(viewer, 'acknowledgeDemoCall');
    return this.database.inTransaction(async (sql) => {
      const call = await this.calls.find(sql, id);
      if (!call) throw new CallNotFound();
      if (call.provider !== 'DEMO' || call.state !== 'CALLING') throw new CallNotRinging(call.state);
      await this.finish.acknowledged(sql, call, viewer.id, this.clock.now());
    });
  }
}
