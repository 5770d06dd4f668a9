declare module 'saxen' {
  interface Tag {
    /** With the prefix given to its namespace by `ns`, else as written. */
    readonly name: string;
    readonly attrs: Record<string, string>;
  }
  type Decode = (text: string) => string;
  type Place = () => { line: number; column: number; data: string };

  export class Parser {
    constructor(options: { proxy: true });
    ns(prefixes: Record<string, string>): this;
    on(event: 'openTag', heard: (tag: Tag, decode: Decode, selfClosing: boolean, place: Place) => void): this;
    on(event: 'error', heard: (error: Error, place: Place) => void): this;
    parse(xml: string): Error | null;
  }
}
