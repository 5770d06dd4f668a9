import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Rows of a file of the demo city; its texts hold no commas or quotes in the columns tests read. */
export function readDemo(name: 'units' | 'categories' | 'areas'): Record<string, string>[] {
  const [head, ...lines] = readFileSync(join(process.cwd(), 'demo', `${name}.csv`), 'utf8')
    .trim()
    .split('\n');
  const columns = head!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [columns[index]!, value])));
}
