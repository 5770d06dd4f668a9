import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { EntryNotFound } from './administration.errors.js';
import { about } from './keep-entries.js';
import { lockRegisters, readCity } from './registers/city.js';
import type { Register } from './registers/register.js';
import type { Entry } from './registers/register.model.js';

@Injectable()
export class SetInUse {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Puts an entry out of use or takes it back; the same twice is harmless.
   * @throws NotPermitted, EntryNotFound, UnitInUse, EntryInUse, AboveOutOfUse, OwnAccount, LastAdministrator
   */
  execute<E extends Entry>(register: Register<E>, key: string, active: boolean, viewer: Viewer): Promise<void> {
    demand(viewer, 'administer');
    return this.database.inTransaction(async (sql) => {
      await lockRegisters(sql);
      const act = { actorId: viewer.id, at: this.clock.now() };
      const [kept] = await register.read(sql, [key]);
      if (!kept) throw new EntryNotFound(register.kind, key);
      if (kept.active === active) return;
      if (active) register.demandUsable(kept, await readCity(sql));
      else await register.demandUnused(sql, kept, act);
      await register.setActive(sql, kept.id, active);
      const body = active ? {} : await register.left(sql, kept, act);
      await register.settle(sql);
      await appendEvent(sql, { ...about(register, kept.id, active ? 'activated' : 'deactivated', act), body });
    });
  }
}
