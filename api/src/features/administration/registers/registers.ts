import { Injectable } from '@nestjs/common';
import { AreaRegister } from './area.register.js';
import { CategoryRegister } from './category.register.js';
import type { Register } from './register.js';
import type { RegisterKind } from './register.model.js';
import { TeamRegister } from './team.register.js';
import { UnitRegister } from './unit.register.js';
import { UserRegister } from './user.register.js';

interface ByKind {
  user: UserRegister;
  unit: UnitRegister;
  team: TeamRegister;
  category: CategoryRegister;
  area: AreaRegister;
}

/** All registers by kind. */
@Injectable()
export class Registers {
  private readonly byKind: ByKind;

  constructor(
    user: UserRegister,
    unit: UnitRegister,
    team: TeamRegister,
    category: CategoryRegister,
    area: AreaRegister,
  ) {
    this.byKind = { user, unit, team, category, area };
  }

  of<K extends RegisterKind>(kind: K): ByKind[K] {
    return this.byKind[kind];
  }

  /** Where only the kind is known, not what its entries say. */
  some(kind: RegisterKind): Register {
    return this.byKind[kind] as unknown as Register;
  }
}
