import { InvalidInput } from '../../errors/app-error.js';

const LARGEST_JSON = 20_000;

/** What a page stores of its own is small. @throws InvalidInput */
export function demandSmallJson(field: string, value: unknown): void {
  if (JSON.stringify(value).length > LARGEST_JSON)
    throw new InvalidInput(`${field} is too large.`, { [field]: 'tooLong' });
}
