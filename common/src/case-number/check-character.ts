/** ISO 7064 MOD 11-2 of a text of digits: 0-9 or X. Finds every single wrong digit and every swap of neighbours. */
export function checkCharacter(digits: string): string {
  let product = 0;
  for (const digit of digits) {
    product = ((product + Number(digit)) * 2) % 11;
  }
  const check = (12 - product) % 11;
  return check === 10 ? 'X' : String(check);
}
