import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { translator } from './library-words.js';

const ROOT = join(import.meta.dirname, '../../..');
const words = JSON.parse(readFileSync(join(ROOT, 'web/src/locales/library-words.zh.json'), 'utf8')) as Record<
  string,
  string
>;

/** What the editors load of each library. */
const SOURCES = [
  'bpmn-js/lib',
  'diagram-js/lib',
  'diagram-js-minimap/dist/index.esm.js',
  'bpmn-js-create-append-anything/dist/index.js',
  'bpmn-js-color-picker/colors',
  'camunda-bpmn-js/lib/base',
  'camunda-bpmn-js/lib/camunda-cloud',
  'bpmn-js-element-templates/dist/core.esm.js',
  '@bpmn-io/properties-panel/dist/index.esm.js',
  '@camunda/example-data-properties-provider/lib',
  'dmn-js-decision-table/lib',
  'dmn-js-shared/lib',
  'dmn-js-drd/lib',
  'dmn-js-literal-expression/lib',
  'dmn-js-boxed-expression/lib',
];
const PANEL = 'bpmn-js-properties-panel/dist/index.esm.js';

/** Nobody reads them here: of another engine, of parts that are switched off, or no words at all (CSS translate). */
const NOT_SHOWN =
  /^( \+ |HELLO \{you\}|Custom properties for scope|Camunda|Business key|Candidate starter|Startable|Async|.* documentation$|Documentation: |Delegate |List of process variable|Specify more than|\(id=|<custom type>)/;

function* files(path: string): Generator<string> {
  if (!existsSync(path)) throw new Error(`${path} is not there any more: where are its words now?`);
  if (statSync(path).isFile()) yield path;
  else
    for (const name of readdirSync(path))
      if (name !== 'node_modules' && (name.endsWith('.js') || statSync(join(path, name)).isDirectory()))
        yield* files(join(path, name));
}

/** Literals that a source asks `translate` for. */
function asked(source: string): string[] {
  return [...source.matchAll(/\btranslate\(\s*(['"])((?:\\.|(?!\1)[^\\\n])*)\1/g)].map(([, , text = '']) =>
    text.replaceAll("\\'", "'").replaceAll('\\n', '\n'),
  );
}

describe('the words of the modelling libraries', () => {
  it('are all there in Chinese: what the libraries ask for in their sources', () => {
    const panel = readFileSync(join(ROOT, 'node_modules', PANEL), 'utf8');
    const platform = panel.indexOf('class ZeebePropertiesProvider');
    expect(platform).toBeGreaterThan(0);
    const texts = [
      ...SOURCES.flatMap((source) => [...files(join(ROOT, 'node_modules', source))])
        .map((file) => readFileSync(file, 'utf8'))
        .flatMap(asked),
      // What follows is of the other engine.
      ...asked(panel.slice(0, platform)),
    ];
    expect(texts.length).toBeGreaterThan(300);
    const say = translator(words);
    const missing = new Set(texts.filter((text) => text && !NOT_SHOWN.test(text) && say(text) === text));
    // The same in both languages.
    for (const same of ['BPMN', 'CMMN', 'FEEL', 'JUEL', 'Java', 'PMML']) missing.delete(same);
    expect([...missing]).toEqual([]);
  });

  it('keep the places for values', () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
    const lost = Object.entries(words).filter(([text, word]) => String(places(text)) !== String(places(word)));
    expect(lost).toEqual([]);
  });

  it('are found however the library writes the type, and are said with their values translated', () => {
    const say = translator(words);
    expect(say('User Task')).toBe('人工任务');
    expect(say('Timer Boundary Event (Non Interrupting)')).toBe('定时边界事件（不打断）');
    expect(say('Create {type}', { type: 'Service task' })).toBe('新建服务任务');
  });

  it('leave alone what they do not know', () => {
    expect(translator({})('Undo {what}', { what: 'it' })).toBe('Undo it');
    expect(translator(words)('督查')).toBe('督查');
  });
});
