import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const workflowsFolder = join(root, 'workflows');

/**
 * Everything under `workflows/`, files in order of their names.
 * @param {string} [folder]
 * @returns {Promise<{
 *   processes: { file: string, definitions: any, warnings: string[], elements: any[] }[],
 *   decisions: { file: string, id: string, hitPolicy: string | null, inputs: string[], outputs: string[] }[],
 *   forms: { file: string, schema: any, fields: any[] }[],
 * }>} `elements` are all flow elements of a file's processes, those inside sub-processes too
 */
export async function readModels(folder = workflowsFolder) {
  const files = (/** @type {string} */ name, /** @type {string} */ ending) =>
    readdirSync(join(folder, name))
      .filter((file) => file.endsWith(ending))
      .sort()
      .map((file) => join(folder, name, file));
  return {
    processes: await Promise.all(files('processes', '.bpmn').map(readProcess)),
    decisions: files('decisions', '.dmn').flatMap(readDecisions),
    forms: files('forms', '.form').map(readForm),
  };
}

/** @param {any} element @param {string} type such as `zeebe:FormDefinition` @returns {any} the extension, or undefined */
export function extension(element, type) {
  return element.extensionElements?.values?.find((/** @type {any} */ value) => value.$type === type);
}

/** @param {any} element @returns {Record<string, string>} what a step means, see workflows/README.md */
export function headers(element) {
  const values = extension(element, 'zeebe:TaskHeaders')?.values ?? [];
  return Object.fromEntries(values.map((/** @type {any} */ { key, value }) => [key, value]));
}

/** @param {string} path */
async function readProcess(path) {
  const { rootElement, warnings } = await new BpmnModdle({ zeebe }).fromXML(readFileSync(path, 'utf8'));
  const processes = rootElement.rootElements.filter((/** @type {any} */ element) => element.$type === 'bpmn:Process');
  return {
    file: basename(path),
    definitions: rootElement,
    warnings: warnings.map((/** @type {any} */ { message }) => message),
    elements: processes.flatMap(flowElements),
  };
}

/** @param {any} scope @returns {any[]} */
function flowElements(scope) {
  return (scope.flowElements ?? []).flatMap((/** @type {any} */ element) => [element, ...flowElements(element)]);
}

/**
 * Decision tables are read by their tags: no DMN reader is installed, and the engine checks the rest at deployment.
 * @param {string} path
 */
function readDecisions(path) {
  const xml = readFileSync(path, 'utf8');
  return [...xml.matchAll(/<(?:\w+:)?decision\s([^>]*)>([\s\S]*?)<\/(?:\w+:)?decision>/g)].map(
    ([, attributes, body]) => {
      const table = body.match(/<(?:\w+:)?decisionTable\b([^>]*)>/)?.[1];
      return {
        file: basename(path),
        id: attribute(attributes, 'id') ?? '',
        hitPolicy: table === undefined ? null : (attribute(table, 'hitPolicy') ?? 'UNIQUE'),
        inputs: [...body.matchAll(/<(?:\w+:)?inputExpression\b[^>]*>\s*<(?:\w+:)?text>([^<]*)</g)].map(([, text]) =>
          text.trim(),
        ),
        outputs: [...body.matchAll(/<(?:\w+:)?output\s([^>]*)>/g)].map(([, text]) => attribute(text, 'name') ?? ''),
      };
    },
  );
}

/** @param {string} attributes @param {string} name */
function attribute(attributes, name) {
  return attributes.match(new RegExp(`(?:^|\\s)${name}="([^"]*)"`))?.[1];
}

/** @param {string} path */
function readForm(path) {
  const schema = JSON.parse(readFileSync(path, 'utf8'));
  return { file: basename(path), schema, fields: formFields(schema) };
}

/** @param {any} part @returns {any[]} components with a key, those in groups too */
function formFields(part) {
  return (part.components ?? []).flatMap((/** @type {any} */ component) => [
    ...(component.key ? [component] : []),
    ...formFields(component),
  ]);
}
