import { InvalidInput } from '../../errors/app-error.js';

const LONGEST_TITLE = 100;
const LONGEST_NOTE = 2_000;

/** @throws InvalidInput */
export function checkedTitle(title: string): string {
  const written = title.trim();
  if (written === '') throw new InvalidInput('Say in a few words what the release is for.', { title: 'required' });
  if (written.length > LONGEST_TITLE) throw new InvalidInput('The title is too long.', { title: 'tooLong' });
  return withoutNull(written);
}

/** @param required whoever says no says why @throws InvalidInput */
export function checkedNote(note: string | null | undefined, required = false): string {
  const written = (note ?? '').trim();
  if (required && written === '') throw new InvalidInput('Say why.', { note: 'required' });
  if (written.length > LONGEST_NOTE) throw new InvalidInput('The note is too long.', { note: 'tooLong' });
  return withoutNull(written);
}

/** PostgreSQL keeps no such character. */
const withoutNull = (text: string): string => text.replaceAll('\u0000', '');
