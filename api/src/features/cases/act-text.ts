import { InvalidInput } from '../../errors/app-error.js';

/** A reason, note or supplement: trimmed, 1 to 2,000 characters. @throws InvalidInput */
export function requiredText(field: string, text: string | null | undefined): string {
  const value = (text ?? '').trim();
  if (!value) throw new InvalidInput(`Write ${field} first.`, { [field]: 'required' });
  if (value.length > 2000) throw new InvalidInput(`${field} is longer than 2,000 characters.`, { [field]: 'tooLong' });
  return value;
}
