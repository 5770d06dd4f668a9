import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import { temporaryPassword } from '../accounts/accounts.public.js';
import { AlreadyThere, EntryNotFound } from './administration.errors.js';
import { KeepEntries } from './keep-entries.js';
import { lockRegisters, readCity } from './registers/city.js';
import type { Register } from './registers/register.js';
import type { Entry } from './registers/register.model.js';

@Injectable()
export class SaveEntry {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keep: KeepEntries,
  ) {}

  /**
   * A new entry, or an edit of the one with this key. @returns the temporary password of a new person, else null
   * @throws NotPermitted, InvalidInput (field → rule), AlreadyThere, EntryNotFound, LastAdministrator
   */
  async execute<E extends Entry>(
    register: Register<E>,
    given: E,
    isNew: boolean,
    viewer: Viewer,
  ): Promise<string | null> {
    demand(viewer, 'administer');
    const tidied = register.tidy(given);
    const key = register.keyOf(tidied);
    const secret = isNew && register.kind === 'user' ? await temporaryPassword() : null;
    await this.database.inTransaction(async (sql) => {
      await lockRegisters(sql);
      const act = { actorId: viewer.id, at: this.clock.now() };
      const [kept] = await register.read(sql, [key]);
      if (isNew && kept) throw new AlreadyThere(register.kind, key);
      if (!isNew && !kept) throw new EntryNotFound(register.kind, key);
      const entry = kept ? register.completed(tidied, kept.entry) : tidied;
      const broken = register.broken(entry, await readCity(sql));
      if (Object.keys(broken).length > 0) throw new InvalidInput('Some of what is written cannot be kept.', broken);
      if (kept) await this.keep.edit(sql, register, [{ before: kept, after: entry }], act);
      else
        await this.keep.add(
          sql,
          register,
          [{ id: idOf(register, key), entry, passwordHash: secret?.passwordHash }],
          act,
        );
      await register.settle(sql);
    });
    return secret?.password ?? null;
  }
}

/** People and units are known by an id of their own, all others by their code. */
export function idOf(register: Pick<Register, 'kind'>, key: string): string {
  return register.kind === 'user' || register.kind === 'unit' ? uuid() : key;
}
