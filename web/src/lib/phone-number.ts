/**
 * What a person typed as a telephone number of mainland China, digits only: 11 digits of a mobile, 10 to 12 with an area
 * code, 7 or 8 within the city; a leading +86 is dropped. Null if it is none.
 */
export function readPhoneNumber(typed: string): string | null {
  const digits = typed
    .normalize('NFKC')
    .replaceAll(/[\s()-]/g, '')
    .replace(/^(\+|00)86/, '');
  return /^(1[3-9]\d{9}|0\d{9,11}|[2-9]\d{6,7})$/.test(digits) ? digits : null;
}
