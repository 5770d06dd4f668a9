import type { TFunction } from 'i18next';

/** The usual name of a process; one that a designer drew goes by its id. Needs the texts of cases. */
export const processTitle = (processId: string, t: TFunction): string =>
  t(`cases:processName.${processId}`, { defaultValue: processId });
