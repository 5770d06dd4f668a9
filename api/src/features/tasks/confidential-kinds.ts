import { may } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import type { TaskKind } from '../../contract.generated.js';

/** Steps of a hand-over to discipline: no matter for the unit concerned, nor for others who read its cases. */
const CONFIDENTIAL: readonly TaskKind[] = ['approveHandoverFirst', 'approveHandoverSecond'];

export const isConfidential = (kind: string): boolean => (CONFIDENTIAL as readonly string[]).includes(kind);

export const mayReadTask = (kind: string, viewer: Pick<Viewer, 'roles'>): boolean =>
  !isConfidential(kind) || may(viewer, 'readDiscipline');
