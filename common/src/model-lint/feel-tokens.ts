export interface FeelToken {
  readonly kind: 'string' | 'number' | 'name' | 'symbol';
  /** Of a string what it says, of all others the text as written. */
  readonly value: string;
}

const TOKEN =
  /\s+|"(?<string>(?:[^"\\]|\\.)*)"|(?<number>\d+(?:\.\d+)?|\.\d+)|(?<name>[\p{L}_][\p{L}\d_]*)|(?<symbol>\.\.|<=|>=|!=|\*\*|[\s\S])/uy;
const LONGEST = 20_000;

/** The words of a FEEL expression or unary test; null when it is too long to be looked at. Linear in its length. */
export function feelTokens(text: string): FeelToken[] | null {
  if (text.length > LONGEST) return null;
  const tokens: FeelToken[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const { string, number, name, symbol } = match.groups ?? {};
    if (string !== undefined) tokens.push({ kind: 'string', value: string.replace(/\\(.)/gs, '$1') });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number });
    else if (name !== undefined) tokens.push({ kind: 'name', value: name });
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', value: symbol });
    if (TOKEN.lastIndex >= text.length) break;
  }
  return tokens;
}
