/** Newly stored records of one partition: all that lie after `after` up to and including `upTo`. Positions are 64-bit: strings. */
export interface Batch {
  engineId: number;
  partitionId: number;
  after: string;
  upTo: string;
  /** Earliest and latest record time in the batch as PostgreSQL writes it; bounds the monthly partitions that are read. */
  from: string;
  until: string;
  /** `value_type` of the records in the batch. */
  valueTypes: ReadonlySet<string>;
}
