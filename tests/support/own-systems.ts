/** The logs of systems that run for one file only. */
export const logsOfOwnSystems = new Set<() => string>();
