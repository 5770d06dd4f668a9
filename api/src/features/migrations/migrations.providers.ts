import { BatchRepository } from './batch.repository.js';
import { BindingEffects } from './binding-effects.js';
import { ChangedModels } from './changed-models.js';
import { CorrectMigration } from './correct-migration.js';
import { DecideMigration } from './decide-migration.js';
import { EffectResolver } from './effect.resolver.js';
import { EffectOfRelease } from './effect-of-release.js';
import { LimitQueries } from './limit.queries.js';
import { LimitEffects } from './limit-effects.js';
import { MigrationQueries } from './migration.queries.js';
import { MigrationRepository } from './migration.repository.js';
import { MigrationWorker } from './migration-worker.js';
import { MigrationInstanceResolver, MigrationsResolver } from './migrations.resolver.js';
import { ModelElements } from './model-elements.js';
import { PlaceInstances } from './place-instances.js';
import { PlanInstances } from './plan-instances.js';
import { PlanMigration } from './plan-migration.js';
import { ProcessEffects } from './process-effects.js';
import { SendBatch } from './send-batch.js';
import { SettleMoves } from './settle-moves.js';
import { ShowMigration } from './show-migration.js';
import { SteerMigration } from './steer-migration.js';
import { VersionQueries } from './versions.queries.js';

export const migrationsProviders = [
  BindingEffects,
  ChangedModels,
  EffectOfRelease,
  EffectResolver,
  LimitEffects,
  LimitQueries,
  ProcessEffects,
  BatchRepository,
  CorrectMigration,
  DecideMigration,
  MigrationInstanceResolver,
  MigrationQueries,
  MigrationRepository,
  MigrationWorker,
  MigrationsResolver,
  ModelElements,
  PlaceInstances,
  PlanInstances,
  PlanMigration,
  SendBatch,
  SettleMoves,
  ShowMigration,
  SteerMigration,
  VersionQueries,
];
