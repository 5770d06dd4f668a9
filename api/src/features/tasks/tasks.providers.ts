import { UserTaskListener } from '../../process-engine/user-task-listener.js';
import { ClaimTask } from './claim-task.js';
import { CompleteTask } from './complete-task.js';
import { EndCaseJob } from './end-case.job.js';
import { EndTask } from './end-task.js';
import { Forms } from './forms.js';
import { ListTasks } from './list-tasks.js';
import { MoveTask } from './move-task.js';
import { OpenTask } from './open-task.js';
import { PickedValues } from './picked-values.js';
import { PLATFORM_TASKS, PlatformTasks } from './platform/platform-tasks.js';
import { ReassignTask } from './reassign-task.js';
import { ReleaseTask } from './release-task.js';
import { ReleaseTasksOf } from './release-tasks-of.js';
import { SaveDraft } from './save-draft.js';
import { TaskQueries } from './task.queries.js';
import { TaskRepository } from './task.repository.js';
import { TaskAccess } from './task-access.js';
import { TaskFieldsResolver } from './task-fields.resolver.js';
import { TasksResolver } from './tasks.resolver.js';
import { UserTasks } from './user-tasks.js';

export const tasksProviders = [
  ...PLATFORM_TASKS,
  ClaimTask,
  CompleteTask,
  EndCaseJob,
  EndTask,
  Forms,
  ListTasks,
  MoveTask,
  OpenTask,
  PickedValues,
  PlatformTasks,
  ReassignTask,
  ReleaseTask,
  ReleaseTasksOf,
  SaveDraft,
  TaskAccess,
  TaskFieldsResolver,
  TaskQueries,
  TaskRepository,
  TasksResolver,
  { provide: UserTaskListener, useClass: UserTasks },
];
