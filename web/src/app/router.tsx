import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { onSignedOut } from '../lib/graphql-client.js';
import { loseViewer } from '../lib/session.js';
import { PageSkeleton } from '../ui/skeleton.js';
import { Frame } from './frame/frame.js';
import { HomePage } from './home-page.js';
import { NotFoundPage } from './not-found-page.js';
import { PageFailure } from './page-failure.js';
import { Permitted } from './permitted.js';
import { SignedIn } from './signed-in.js';

const lazyPages = {
  signIn: async () => ({ Component: (await import('../pages/sign-in/sign-in-page.js')).SignInPage }),
  taskList: async () => ({ Component: (await import('../pages/task-list/task-list-page.js')).TaskListPage }),
  task: async () => ({ Component: (await import('../pages/task/task-page.js')).TaskPage }),
  intake: async () => ({ Component: (await import('../pages/intake/intake-page.js')).IntakePage }),
  ledger: async () => ({ Component: (await import('../pages/ledger/ledger-page.js')).LedgerPage }),
  ledgerPrint: async () => ({ Component: (await import('../pages/ledger/ledger-print-page.js')).LedgerPrintPage }),
  case: async () => ({ Component: (await import('../pages/case/case-page.js')).CasePage }),
  deadlines: async () => ({ Component: (await import('../pages/deadlines/deadlines-page.js')).DeadlinesPage }),
  supervision: async () => ({ Component: (await import('../pages/supervision/supervision-page.js')).SupervisionPage }),
  calls: async () => ({ Component: (await import('../pages/calls/calls-page.js')).CallsPage }),
  operations: async () => ({ Component: (await import('../pages/operations/operations-page.js')).OperationsPage }),
  processOperations: async () => ({
    Component: (await import('../pages/process-operations/process-operations-page.js')).ProcessOperationsPage,
  }),
  models: async () => ({ Component: (await import('../pages/models/models-page.js')).ModelsPage }),
  model: async () => ({ Component: (await import('../pages/model/model-page.js')).ModelPage }),
  studio: async () => ({ Component: (await import('../pages/studio/studio-page.js')).StudioPage }),
  releases: async () => ({ Component: (await import('../pages/releases/releases-page.js')).ReleasesPage }),
  release: async () => ({ Component: (await import('../pages/release/release-page.js')).ReleasePage }),
  migrations: async () => ({ Component: (await import('../pages/migrations/migrations-page.js')).MigrationsPage }),
  migration: async () => ({ Component: (await import('../pages/migration/migration-page.js')).MigrationPage }),
  administration: async () => ({
    Component: (await import('../pages/administration/administration-page.js')).AdministrationPage,
  }),
  profile: async () => ({ Component: (await import('../pages/profile/profile-page.js')).ProfilePage }),
  notices: async () => ({ Component: (await import('../pages/notices/notices-page.js')).NoticesPage }),
  calendar: async () => ({ Component: (await import('../pages/calendar/calendar-page.js')).CalendarPage }),
  citizenReport: async () => ({
    Component: (await import('../pages/citizen-report/citizen-report-page.js')).CitizenReportPage,
  }),
  citizenProgress: async () => ({
    Component: (await import('../pages/citizen-progress/citizen-progress-page.js')).CitizenProgressPage,
  }),
};

function permitted(permission: string, children: RouteObject[]): RouteObject[] {
  return [{ element: <Permitted to={permission} />, children }];
}

/** Staff pages live in the frame behind sign-in; the citizens' pages stand alone. */
export const router = createBrowserRouter([
  {
    ErrorBoundary: PageFailure,
    HydrateFallback: PageSkeleton,
    children: [
      { path: '/sign-in', lazy: lazyPages.signIn },
      { path: '/report', lazy: lazyPages.citizenReport },
      { path: '/progress', lazy: lazyPages.citizenProgress },
      {
        Component: SignedIn,
        children: [
          // A sheet of paper has no navigation.
          ...permitted('readCases', [{ path: '/cases/print', lazy: lazyPages.ledgerPrint }]),
          {
            Component: Frame,
            children: [
              {
                ErrorBoundary: PageFailure,
                children: [
                  { index: true, Component: HomePage },
                  ...permitted('workTasks', [{ path: '/tasks', lazy: lazyPages.taskList }]),
                  ...permitted('receiveCase', [{ path: '/intake', lazy: lazyPages.intake }]),
                  ...permitted('readCases', [
                    { path: '/tasks/:id', lazy: lazyPages.task },
                    { path: '/cases', lazy: lazyPages.ledger },
                    { path: '/cases/:number', lazy: lazyPages.case },
                  ]),
                  ...permitted('readDeadlines', [{ path: '/deadlines', lazy: lazyPages.deadlines }]),
                  ...permitted('readSupervision', [{ path: '/supervision', lazy: lazyPages.supervision }]),
                  ...permitted('readOutboundCalls', [{ path: '/calls', lazy: lazyPages.calls }]),
                  ...permitted('viewOperations', [
                    { path: '/operations', lazy: lazyPages.operations },
                    { path: '/operations/:processId', lazy: lazyPages.processOperations },
                  ]),
                  ...permitted('readModels', [
                    { path: '/models', lazy: lazyPages.models },
                    { path: '/models/:kind/:modelId', lazy: lazyPages.model },
                    { path: '/releases', lazy: lazyPages.releases },
                    { path: '/releases/:id', lazy: lazyPages.release },
                    { path: '/migrations', lazy: lazyPages.migrations },
                    { path: '/migrations/:id', lazy: lazyPages.migration },
                    { path: '/studio/:draftId', lazy: lazyPages.studio },
                  ]),
                  ...permitted('administer', [
                    { path: '/admin', element: <Navigate to="/admin/users" replace /> },
                    { path: '/admin/:part', lazy: lazyPages.administration },
                  ]),
                  { path: '/profile', lazy: lazyPages.profile },
                  { path: '/notices', lazy: lazyPages.notices },
                  { path: '/calendar', lazy: lazyPages.calendar },
                  { path: '*', Component: NotFoundPage },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
]);

onSignedOut(loseViewer);
