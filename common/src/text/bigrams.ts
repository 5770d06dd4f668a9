const MAX_CHARACTERS = 2000;

/**
 * The distinct two-character tokens (code points) of a text for a `text[]` column with a GIN index: storing and
 * searching use the same function, and a text holds every token of each of its parts. Letters and digits of all scripts
 * count, Chinese characters too; width and case are folded; tokens never reach across spaces or punctuation. Only the
 * first 2,000 characters are read. A text without two characters in a row has no tokens: search it another way.
 */
export function bigrams(text: string): string[] {
  const tokens = new Set<string>();
  const folded = firstCharacters(text).normalize('NFKC').toLowerCase();
  for (const [run] of folded.matchAll(/[\p{L}\p{N}\p{M}]{2,}/gu)) {
    let previous = '';
    for (const character of run) {
      if (previous !== '') {
        tokens.add(previous + character);
      }
      previous = character;
    }
  }
  return [...tokens];
}

function firstCharacters(text: string): string {
  // No character is longer than two code units, so most texts need no splitting.
  if (text.length <= MAX_CHARACTERS) {
    return text;
  }
  return Array.from(text.slice(0, 2 * MAX_CHARACTERS))
    .slice(0, MAX_CHARACTERS)
    .join('');
}
