declare module 'saxen' {
  interface Tag {
    /** With the prefix given to its namespace by `ns`, else as written. */
    readonly name: string;
    readonly attrs: Record<string, string>;
  }
  type Decode = (text: string) => string;
  type Place = () => { line: number; column: number; data: string };
  type HearsTag = (tag: Tag, decode: Decode, selfClosing: boolean, place: Place) => void;
  type HearsName = (
    name: string,
    attributes: () => Record<string, string>,
    decode: Decode,
    selfClosing: boolean,
  ) => void;

  interface Reading<Opened> {
    ns(prefixes: Record<string, string>): this;
    on(event: 'openTag', heard: Opened): this;
    on(event: 'closeTag', heard: (name: string) => void): this;
    on(event: 'text', heard: (text: string, decode: Decode) => void): this;
    on(event: 'cdata', heard: (text: string) => void): this;
    on(event: 'error', heard: (error: Error, place: Place) => void): this;
    parse(xml: string): Error | null;
  }
  export const Parser: {
    new (options: { proxy: true }): Reading<HearsTag>;
    new (): Reading<HearsName>;
  };
}
