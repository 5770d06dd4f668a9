import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { IntakeLag } from './engine-records/intake-lag.js';
import { RecordIntake } from './engine-records/record-intake.js';
import { StoreRecords } from './engine-records/store-records.js';
import { accountsProviders } from './features/accounts/accounts.providers.js';
import { administrationProviders } from './features/administration/administration.providers.js';
import { attachmentsProviders } from './features/attachments/attachments.providers.js';
import { calendarProviders } from './features/calendar/calendar.providers.js';
import { calendarChangesProviders } from './features/calendar-changes/calendar-changes.providers.js';
import { casesProviders } from './features/cases/cases.providers.js';
import { categoriesProviders } from './features/categories/categories.providers.js';
import { citizensProviders } from './features/citizens/citizens.providers.js';
import { clocksProviders } from './features/clocks/clocks.providers.js';
import { coUnitsProviders } from './features/co-units/co-units.providers.js';
import { LoadDemoCity } from './features/demo-city/demo-city.public.js';
import { eventsProviders } from './features/events/events.providers.js';
import { exportsProviders } from './features/exports/exports.providers.js';
import { interventionsProviders } from './features/interventions/interventions.providers.js';
import { migrationsProviders } from './features/migrations/migrations.providers.js';
import { notificationsProviders } from './features/notifications/notifications.providers.js';
import { operationsProviders } from './features/operations/operations.providers.js';
import { organisationProviders } from './features/organisation/organisation.providers.js';
import { platformStepsProviders } from './features/platform-steps/platform-steps.providers.js';
import { processesProviders } from './features/processes/processes.providers.js';
import { studioProviders } from './features/studio/studio.providers.js';
import { supervisionProviders } from './features/supervision/supervision.providers.js';
import { tasksProviders } from './features/tasks/tasks.providers.js';
import { timeLimitsProviders } from './features/time-limits/time-limits.providers.js';
import { timeMachineProviders } from './features/time-machine/time-machine.providers.js';
import { trialsProviders } from './features/trials/trials.providers.js';
import { FirstRun } from './first-run.js';
import { ErrorLogFilter } from './graphql/error-log.filter.js';
import { graphqlModule } from './graphql/graphql.module.js';
import { LiveStreams } from './graphql/live-streams.js';
import { GroundModule } from './ground.module.js';
import { JobHandlerList } from './job-handler-list.js';
import { OutboxRelay } from './outbox/outbox-relay.js';
import { DeployModels } from './process-engine/deploy-models.js';
import { JobHandlers } from './process-engine/job-handlers.js';
import { JobWorkers } from './process-engine/job-workers.js';
import { Workers } from './workers.js';

@Module({
  imports: [GroundModule, graphqlModule],
  providers: [
    ...accountsProviders,
    ...administrationProviders,
    ...attachmentsProviders,
    ...calendarProviders,
    ...calendarChangesProviders,
    ...casesProviders,
    ...categoriesProviders,
    ...citizensProviders,
    ...clocksProviders,
    ...coUnitsProviders,
    ...eventsProviders,
    ...exportsProviders,
    ...migrationsProviders,
    ...interventionsProviders,
    ...notificationsProviders,
    ...operationsProviders,
    ...organisationProviders,
    ...platformStepsProviders,
    ...processesProviders,
    ...studioProviders,
    ...supervisionProviders,
    ...tasksProviders,
    ...timeLimitsProviders,
    ...timeMachineProviders,
    ...trialsProviders,
    DeployModels,
    FirstRun,
    IntakeLag,
    JobWorkers,
    LiveStreams,
    LoadDemoCity,
    OutboxRelay,
    RecordIntake,
    StoreRecords,
    Workers,
    { provide: APP_FILTER, useClass: ErrorLogFilter },
    { provide: JobHandlers, useClass: JobHandlerList },
  ],
})
export class AppModule {}
