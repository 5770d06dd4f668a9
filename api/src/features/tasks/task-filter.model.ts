/** What a task list asks for; see tasks.graphql. */
export interface TaskFilter {
  scope?: 'MINE' | 'UNASSIGNED' | 'MY_GROUPS' | 'ALL' | null;
  unitId?: string | null;
  kind?: string[] | null;
  phase?: string[] | null;
  urgency?: number[] | null;
  light?: string[] | null;
  paused?: boolean | null;
  dueFrom?: Date | null;
  dueTo?: Date | null;
  categoryCode?: string | null;
  text?: string | null;
}

export type TaskSort = 'DUE_ASC' | 'LIGHT_DESC' | 'URGENCY_DESC' | 'CREATED_DESC';
