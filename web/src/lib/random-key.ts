/** 128 random bits as 32 hex digits; `crypto.randomUUID` is missing where a city serves plain http inside its own network. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
