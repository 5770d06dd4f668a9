import { Global, Module } from '@nestjs/common';
import { ApplicationClock, Clock } from './clock/clock.js';
import { Database } from './database/database.js';
import { KeptRows } from './database/kept-rows.js';
import { sessionProviders } from './features/accounts/accounts.providers.js';
import { Changes } from './graphql/changes.js';
import { EngineIdentity } from './process-engine/engine-identity.js';
import { ProcessEngine } from './process-engine/process-engine.js';
import { ZeebeEngine } from './process-engine/zeebe.engine.js';

const ground = [
  Database,
  KeptRows,
  { provide: Clock, useClass: ApplicationClock },
  Changes,
  EngineIdentity,
  { provide: ProcessEngine, useClass: ZeebeEngine },
  ...sessionProviders,
];

/** What every part stands on; global, so that features need no imports lists. */
@Global()
@Module({ providers: ground, exports: ground })
export class GroundModule {}
