/// <reference path="../types/saxen.d.ts" />
import { Parser } from 'saxen';

/** An element of an XML file. Names are without their prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** @returns the root element @throws when the text is not well-formed XML */
export function readXml(xml: string): XmlElement {
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const parser = new Parser();
  parser.on('openTag', (name, attributes, decode) => {
    const element: XmlElement = { name: localName(name), attributes: {}, children: [], text: '' };
    for (const [key, value] of Object.entries(attributes())) {
      (element.attributes as Record<string, string>)[localName(key)] = decode(value);
    }
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closeTag', () => {
    open.pop();
  });
  parser.on('text', (text, decode) => {
    const element = open.at(-1);
    if (element) element.text += decode(text);
  });
  parser.on('cdata', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.parse(xml);
  const root = top.children[0];
  if (!root) throw new Error('there is no element in it');
  return root;
}

export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** The text of the first `<text>` inside, trimmed; '' when there is none. */
export function textOf(element: XmlElement | undefined): string {
  return childrenOf(element, 'text')[0]?.text.trim() ?? '';
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
