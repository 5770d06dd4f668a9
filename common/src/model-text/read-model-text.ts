/// <reference path="../types/saxen.d.ts" />
import { Parser } from 'saxen';

export type ModelKind = 'PROCESS' | 'DECISION' | 'FORM';

/** What a file says of itself. */
export interface ModelText {
  kind: ModelKind;
  /** Of the first process that can run, or else that has something in it, or else at all; of the first decision, of the form. */
  id: string;
  /** As drawn; the id where nothing is written. */
  name: string;
}

/** Why a text is no model: stable words for clients to translate. */
export type ModelTextProblem =
  | 'empty'
  | 'tooLarge'
  | 'notXml'
  | 'notJson'
  | 'otherLanguage'
  | 'noProcess'
  | 'noDecision'
  | 'noFormId'
  | 'unusableId'
  | 'controlCharacters';

export type ReadModelText =
  | { model: ModelText; problem: null }
  | { model: null; problem: ModelTextProblem /** 1 = the first; null = the whole text. */; line: number | null };

/** 10 MB of UTF-8. */
export const LARGEST_MODEL_BYTES = 10 * 1024 * 1024;
const LONGEST_ID = 200;

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const DMN = [
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  'http://www.omg.org/spec/DMN/20180521/MODEL/',
  'https://www.omg.org/spec/DMN/20191111/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/',
  'https://www.omg.org/spec/DMN/20230324/MODEL/',
];
const PREFIXES = Object.fromEntries([[BPMN, 'bpmn'], ...DMN.map((uri) => [uri, 'dmn'])]);

/**
 * Kind, id and name of a BPMN, DMN or form text, read in one pass; whether it runs is not asked here. Never throws, in linear
 * time: it is shown files from anywhere.
 */
export function readModelText(content: string): ReadModelText {
  if (content.trim() === '') return broken('empty');
  if (utf8BytesOver(content, LARGEST_MODEL_BYTES)) return broken('tooLarge');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what neither XML nor PostgreSQL can hold
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(content)) return broken('controlCharacters');
  const text = content.replace(/^\ufeff/, '').trimStart();
  return text.startsWith('<') ? readXml(content) : readForm(text);
}

const broken = (problem: ModelTextProblem, line: number | null = null): ReadModelText => ({
  model: null,
  problem,
  line,
});

function utf8BytesOver(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  return text.length * 3 > limit && new TextEncoder().encode(text).length > limit;
}

interface SeenProcess {
  id: string;
  name: string;
  executable: boolean;
  filled: boolean;
}

interface Seen {
  root: string | null;
  process: SeenProcess | null;
  /** In which the reader stands. */
  inside: SeenProcess | null;
  decision: { id: string; name: string } | null;
  definitions: { id: string; name: string };
}

function readXml(xml: string): ReadModelText {
  const seen: Seen = { root: null, process: null, inside: null, decision: null, definitions: { id: '', name: '' } };
  let wrong: { line: number } | null = null;
  const parser = new Parser({ proxy: true }).ns(PREFIXES);
  parser.on('openTag', (tag, decode) => {
    if (seen.inside && !seen.inside.filled && STEP.test(tag.name)) fill(seen, seen.inside);
    if (seen.root !== null && tag.name !== 'bpmn:process' && tag.name !== 'dmn:decision') return;
    const written = (name: string) => decode(tag.attrs[name] ?? '').trim();
    const found = { id: written('id'), name: written('name') };
    if (seen.root === null) {
      seen.root = tag.name;
      seen.definitions = found;
    } else if (tag.name === 'dmn:decision') seen.decision ??= found;
    else {
      seen.inside = { ...found, executable: written('isExecutable') === 'true', filled: false };
      if (!seen.process || (seen.inside.executable && !seen.process.executable)) seen.process = seen.inside;
    }
  });
  parser.on('error', (_error, place) => {
    wrong ??= { line: place().line + 1 };
  });
  if (parser.parse(xml) && !wrong) return broken('notXml');
  if (wrong) return broken('notXml', (wrong as { line: number }).line);
  if (seen.root === 'bpmn:definitions') return seen.process ? named('PROCESS', seen.process) : broken('noProcess');
  if (seen.root === 'dmn:definitions') {
    const of = seen.decision ?? (seen.definitions.id ? seen.definitions : null);
    return of ? named('DECISION', of) : broken('noDecision');
  }
  return broken('otherLanguage');
}

const STEP = /^bpmn:(?:\w*(?:[eE]vent|[tT]ask|Gateway)|(?:\w+S|s)ubProcess|callActivity|transaction)$/;

/** Some tools write an empty process before the one that was drawn. */
function fill(seen: Seen, process: SeenProcess): void {
  process.filled = true;
  if (seen.process && !seen.process.executable && !seen.process.filled) seen.process = process;
}

function readForm(text: string): ReadModelText {
  let form: unknown;
  try {
    form = JSON.parse(text);
  } catch {
    return broken('notJson');
  }
  if (form === null || typeof form !== 'object' || !Array.isArray((form as { components?: unknown }).components))
    return broken('otherLanguage');
  const { id, name } = form as { id?: unknown; name?: unknown };
  if (typeof id !== 'string' || id.trim() === '') return broken('noFormId');
  return named('FORM', { id: id.trim(), name: typeof name === 'string' ? name.trim() : '' });
}

function named(kind: ModelKind, { id, name }: { id: string; name: string }): ReadModelText {
  if (id === '' || id.length > LONGEST_ID || /[\s/\\?#%]/.test(id)) return broken('unusableId');
  return { model: { kind, id, name: name || id }, problem: null };
}
