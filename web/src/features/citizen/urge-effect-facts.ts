type Caused = 'prioritised' | 'supervised';

export interface UrgeFacts {
  /** ISO instant of the last urge. */
  last: string | null;
  /** What the urges caused, each with its first moment. */
  caused: { kind: Caused; at: string }[];
  /** Nothing yet, and the case still runs: more urges would. */
  mayCauseMore: boolean;
}

/** What a citizen's urging did, from the steps of the progress; null while nobody urged. */
export function urgeEffect(progress: {
  urgeCount: number;
  closedAt: string | null;
  steps: readonly { kind: string; at: string }[];
}): UrgeFacts | null {
  const { urgeCount, closedAt, steps } = progress;
  if (urgeCount === 0) return null;
  const caused = (['prioritised', 'supervised'] as const).flatMap((kind) => {
    const step = steps.find((one) => one.kind === kind);
    return step ? [{ kind, at: step.at }] : [];
  });
  return {
    last: steps.findLast(({ kind }) => kind === 'urged')?.at ?? null,
    caused,
    mayCauseMore: caused.length === 0 && closedAt === null,
  };
}
