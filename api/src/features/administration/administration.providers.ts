import { AdministrationResolver } from './administration.resolver.js';
import { EndSessions } from './end-sessions.js';
import { ImportTable } from './import/import-table.js';
import { KeepEntries } from './keep-entries.js';
import { RegisterQueries } from './register.queries.js';
import { AreaRegister } from './registers/area.register.js';
import { CategoryRegister } from './registers/category.register.js';
import { Registers } from './registers/registers.js';
import { TeamRegister } from './registers/team.register.js';
import { UnitRegister } from './registers/unit.register.js';
import { UserRegister } from './registers/user.register.js';
import { ResetPassword } from './reset-password.js';
import { SaveEntry } from './save-entry.js';
import { SessionQueries } from './session.queries.js';
import { SetInUse } from './set-in-use.js';

export const administrationProviders = [
  AdministrationResolver,
  AreaRegister,
  CategoryRegister,
  EndSessions,
  ImportTable,
  KeepEntries,
  RegisterQueries,
  Registers,
  ResetPassword,
  SaveEntry,
  SessionQueries,
  SetInUse,
  TeamRegister,
  UnitRegister,
  UserRegister,
];
