/** A file as the engine was given it. */
interface File {
  path: string;
  modelId: string;
}

const FILE = /^'([^']+)': ?(.*)$/;
const ELEMENT = /^\s*- Element: (\S+)/;

/**
 * Where the engine's text says that a deployment failed (measured on 8.5.8): the file in quotes, then each element on a line of
 * its own. Decisions are named without an element, forms not even by their file.
 */
export function placeOfRefusal(
  text: string,
  files: readonly File[],
): { modelId: string | null; element: string | null } {
  let modelId: string | null = null;
  for (const line of text.split('\n')) {
    const file = FILE.exec(line);
    const found = files.find(({ path }) => path === file?.[1]);
    // The first file that is named; what follows its name stands on the same line or below.
    if (found && modelId !== null && found.modelId !== modelId) return { modelId, element: null };
    if (found) modelId ??= found.modelId;
    const element = ELEMENT.exec(file?.[2] ?? line);
    if (element) return { modelId, element: element[1] ?? null };
  }
  return { modelId: modelId ?? (files.length === 1 ? (files[0]?.modelId ?? null) : null), element: null };
}
