/** One delivered record. The text is never parsed here: its keys pass 2^53, its numbers belong to PostgreSQL. */
export interface RecordLine {
  partitionId: number;
  position: string;
  text: string;
}

export interface Delivery {
  lines: RecordLine[];
  /** Lines whose action names no partition and position; nobody can say what they are. */
  strange: string[];
  /** `_id` of every item in the order of delivery, for the answer. */
  ids: string[];
}

const ACTION_ID = /"_id"\s*:\s*"(\d+)-(\d+)"/;

/** Takes apart the body of a bulk request: pairs of an action line, which names partition and position, and the record. */
export function readDelivery(body: string): Delivery {
  const delivery: Delivery = { lines: [], strange: [], ids: [] };
  const rows = body.split('\n').filter((row) => row !== '');
  for (let i = 0; i < rows.length; i += 2) {
    const text = rows[i + 1];
    const id = ACTION_ID.exec(rows[i]!);
    if (id && text !== undefined) {
      delivery.lines.push({ partitionId: Number(id[1]), position: id[2]!, text });
      delivery.ids.push(`${id[1]}-${id[2]}`);
    } else {
      delivery.strange.push(text === undefined ? rows[i]! : `${rows[i]}\n${text}`);
      delivery.ids.push('');
    }
  }
  return delivery;
}

const WHOLE_TYPES = [
  'INCIDENT',
  'PROCESS_MESSAGE_SUBSCRIPTION',
  'TIMER',
  'DECISION_EVALUATION',
  'PROCESS_INSTANCE_CREATION',
  'PROCESS_INSTANCE_MIGRATION',
  'PROCESS_INSTANCE_MODIFICATION',
];

const INTENTS: Record<string, string[]> = {
  PROCESS_INSTANCE: [
    'ELEMENT_ACTIVATED',
    'ELEMENT_COMPLETED',
    'ELEMENT_TERMINATED',
    'ELEMENT_MIGRATED',
    'SEQUENCE_FLOW_TAKEN',
  ],
  JOB: ['CREATED', 'COMPLETED', 'CANCELED', 'FAILED', 'ERROR_THROWN', 'TIMED_OUT', 'RETRIES_UPDATED', 'MIGRATED'],
  // A migrated variable's record does not hold its value.
  VARIABLE: ['CREATED', 'UPDATED'],
  // With CORRELATED it answers whether a message by its id arrived.
  MESSAGE: ['PUBLISHED'],
  MESSAGE_START_EVENT_SUBSCRIPTION: ['CORRELATED'],
  PROCESS: ['CREATED'],
  FORM: ['CREATED'],
  DECISION: ['CREATED'],
  DECISION_REQUIREMENTS: ['CREATED'],
};

/** What is stored: `TYPE` for a whole type, `TYPE.INTENT` for one intent of it. */
export const KEPT = [
  ...WHOLE_TYPES,
  ...Object.entries(INTENTS).flatMap(([type, intents]) => intents.map((intent) => `${type}.${intent}`)),
];

const MAY_BE_KEPT = new RegExp(
  [
    `"valueType":"(?:${[...WHOLE_TYPES, ...Object.keys(INTENTS).filter((type) => type !== 'PROCESS_INSTANCE')].join('|')})"`,
    `"valueType":"PROCESS_INSTANCE".*"intent":"(?:${INTENTS.PROCESS_INSTANCE!.join('|')})"`,
    `"intent":"(?:${INTENTS.PROCESS_INSTANCE!.join('|')})".*"valueType":"PROCESS_INSTANCE"`,
  ].join('|'),
);

/** Spares PostgreSQL most lines that it would not keep; lets too many pass rather than one too few. */
export function mayBeKept(line: RecordLine): boolean {
  return MAY_BE_KEPT.test(line.text);
}

/** The record's own time in engine ms, or null; good for showing how far the intake is, not for storing. */
export function engineTimeOf(line: RecordLine): number | null {
  const found = /"timestamp":(\d{12,14})/.exec(line.text);
  return found ? Number(found[1]) : null;
}
