import { InvalidInput } from '../../errors/app-error.js';

/** What a person wrote: without control characters, which nobody typed and PostgreSQL refuses (NUL), and trimmed. */
export function plainText(text: string | null | undefined): string {
  return (text ?? '')
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, '')
    .trim();
}

/** A reason, note or supplement: trimmed, 1 to `longest` characters. @throws InvalidInput */
export function requiredText(field: string, text: string | null | undefined, longest = 2000): string {
  const value = plainText(text);
  if (!value) throw new InvalidInput(`Write ${field} first.`, { [field]: 'required' });
  if (value.length > longest)
    throw new InvalidInput(`${field} is longer than ${longest.toLocaleString('en')} characters.`, {
      [field]: 'tooLong',
    });
  return value;
}
