/** DONE: the engine did it, now or before. REFUSED: it ended otherwise. UNKNOWN: the records will tell. */
export type SendOutcome = 'DONE' | 'REFUSED' | 'UNKNOWN';
