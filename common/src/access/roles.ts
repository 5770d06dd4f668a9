/** Roles of domain.md section 5. */
export const ROLES = ['CI', 'CA', 'QC', 'DI', 'HA', 'UL', 'CO', 'SU', 'FU', 'LD', 'AU', 'DE', 'AD'] as const;
export type Role = (typeof ROLES)[number];
