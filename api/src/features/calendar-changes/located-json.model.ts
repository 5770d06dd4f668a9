/** A value of a JSON text with the line it begins on (1 = the first). */
export interface LocatedValue {
  readonly line: number;
  readonly value: null | boolean | number | string | LocatedValue[] | Map<string, LocatedValue>;
}

/** The text is no JSON from this line on. */
export class NotJson extends Error {
  override readonly name = 'NotJson';

  constructor(readonly line: number) {
    super(`Line ${line} is no JSON.`);
  }
}

/** Deeper than any notice; a text made to exhaust the stack is refused. */
const DEEPEST = 20;

/** Reads JSON and keeps the line of every value, which `JSON.parse` does not tell. Throws NotJson. */
export function readLocatedJson(text: string): LocatedValue {
  const reader = new Reader(text.replace(/^\uFEFF/, ''));
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  private place = 0;
  private line = 1;

  constructor(private readonly text: string) {}

  value(depth: number): LocatedValue {
    this.skipSpace();
    const { line } = this;
    if (depth > DEEPEST) throw new NotJson(line);
    if (this.takes('{')) return { line, value: this.members(depth) };
    if (this.takes('[')) return { line, value: this.items(depth) };
    return { line, value: this.scalar() };
  }

  end(): void {
    this.skipSpace();
    if (this.place < this.text.length) throw new NotJson(this.line);
  }

  private members(depth: number): Map<string, LocatedValue> {
    const members = new Map<string, LocatedValue>();
    this.skipSpace();
    if (this.takes('}')) return members;
    do {
      this.skipSpace();
      const name = this.scalar();
      this.skipSpace();
      if (typeof name !== 'string' || !this.takes(':')) throw new NotJson(this.line);
      members.set(name, this.value(depth + 1));
      this.skipSpace();
    } while (this.takes(','));
    if (!this.takes('}')) throw new NotJson(this.line);
    return members;
  }

  private items(depth: number): LocatedValue[] {
    const items: LocatedValue[] = [];
    this.skipSpace();
    if (this.takes(']')) return items;
    do {
      items.push(this.value(depth + 1));
      this.skipSpace();
    } while (this.takes(','));
    if (!this.takes(']')) throw new NotJson(this.line);
    return items;
  }

  private scalar(): null | boolean | number | string {
    const token = /"(?:[^"\\\n]|\\.)*"|true|false|null|-?\d[\d.eE+-]*/y;
    token.lastIndex = this.place;
    const [found] = token.exec(this.text) ?? [];
    if (found === undefined) throw new NotJson(this.line);
    this.place += found.length;
    try {
      return JSON.parse(found) as null | boolean | number | string;
    } catch {
      throw new NotJson(this.line);
    }
  }

  private takes(character: string): boolean {
    if (this.text[this.place] !== character) return false;
    this.place += 1;
    return true;
  }

  private skipSpace(): void {
    for (; /[ \t\r\n]/.test(this.text[this.place] ?? ''); this.place += 1)
      if (this.text[this.place] === '\n') this.line += 1;
  }
}
