/** How long the words may be in which a co-unit is asked for something: 清淤 says enough. In characters. */
export const MATTER = { shortest: 2, longest: 500 } as const;
