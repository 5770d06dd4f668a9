// 32 characters, so that five bits of a random byte choose one without bias; 0, 1, I and O are left out as look-alikes.
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 8;

/** The citizen's check code, eight characters (40 bits), from at least eight cryptographically random bytes. */
export function makeCheckCode(randomBytes: Uint8Array): string {
  if (randomBytes.length < LENGTH) {
    throw new RangeError(`A check code needs ${LENGTH} random bytes`);
  }
  return Array.from(randomBytes.subarray(0, LENGTH), (byte) => ALPHABET[byte & 31]).join('');
}

/** What a person typed (small letters, full-width letters, spaces, hyphens) as a check code; null if it is none. */
export function readCheckCode(typed: string): string | null {
  const text = typed.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
  return text.length === LENGTH && [...text].every((character) => ALPHABET.includes(character)) ? text : null;
}
