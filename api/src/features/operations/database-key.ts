const LARGEST = 2n ** 63n - 1n;

/** Whether a client's text is a key that PostgreSQL can hold as bigint; nothing has any other. */
export const isDatabaseKey = (text: string): boolean => /^\d{1,19}$/.test(text) && BigInt(text) <= LARGEST;
