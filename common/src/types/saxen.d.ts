declare module 'saxen' {
  type Decode = (text: string) => string;
  type Place = () => { line: number; column: number; data: string };
  interface Tag {
    /** With the prefix given to its namespace by `ns`, else as written. */
    readonly name: string;
    readonly attrs: Record<string, string>;
  }

  interface PlainParser {
    on(
      event: 'openTag',
      take: (name: string, attributes: () => Record<string, string>, decode: Decode, selfClosing: boolean) => void,
    ): this;
    on(event: 'closeTag', take: (name: string) => void): this;
    on(event: 'text', take: (text: string, decode: Decode) => void): this;
    on(event: 'cdata', take: (text: string) => void): this;
    on(event: 'error', take: (error: Error) => void): this;
    parse(xml: string): Error | null;
  }

  /** Resolves namespaces, and gives an element as an object that is read on the way. */
  interface ProxyParser {
    ns(prefixes: Record<string, string>): this;
    on(event: 'openTag', take: (tag: Tag, decode: Decode, selfClosing: boolean, place: Place) => void): this;
    on(event: 'error', take: (error: Error, place: Place) => void): this;
    parse(xml: string): Error | null;
  }

  export const Parser: { new (): PlainParser; new (options: { proxy: true }): ProxyParser };
}
