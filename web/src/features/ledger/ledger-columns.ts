/** What a row of the ledger can show, in the order of the screen. */
export const ledgerColumns = [
  'remaining',
  'number',
  'title',
  'type',
  'status',
  'phase',
  'category',
  'area',
  'unit',
  'channel',
  'urgency',
  'received',
  'due',
  'closed',
  'rating',
  'urges',
  'supervision',
] as const;

export type LedgerColumn = (typeof ledgerColumns)[number];

export const usualColumns: readonly LedgerColumn[] = [
  'remaining',
  'number',
  'title',
  'status',
  'category',
  'unit',
  'received',
];

/** On a telephone a case is a card. */
export const cardColumns: readonly LedgerColumn[] = [
  'title',
  'remaining',
  'number',
  'status',
  'category',
  'unit',
  'received',
];

/** A row cannot be known without it. */
export const fixedColumn: LedgerColumn = 'title';
