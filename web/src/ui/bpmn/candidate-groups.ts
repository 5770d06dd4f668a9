/**
 * Candidate groups of a user task: a FEEL list of texts, `=["role:QC", "unit:" + leadUnit + ":HA"]`, or one text.
 * @returns each entry as its FEEL expression without blanks around it; null where the expression is more than a list
 */
export function groupEntries(feel: string): string[] | null {
  const body = feel.trim().replace(/^=/, '').trim();
  if (body === '') return [];
  const inner = body.startsWith('[') && body.endsWith(']') ? body.slice(1, -1) : body;
  const entries = splitOutsideTexts(inner);
  return entries?.every((entry) => ENTRY.test(entry)) ? entries : null;
}

/** The FEEL of a list of such entries; empty for none. */
export function groupsFeel(entries: readonly string[]): string {
  return entries.length === 0 ? '' : `=[${entries.join(', ')}]`;
}

/** Texts and names joined by +: what a list of groups is made of. */
const ENTRY = /^(?:"[^"]*"|[A-Za-z_]\w*)(?:\s*\+\s*(?:"[^"]*"|[A-Za-z_]\w*))*$/;

function splitOutsideTexts(body: string): string[] | null {
  const parts: string[] = [];
  let part = '';
  let inText = false;
  for (const sign of body) {
    if (sign === '"') inText = !inText;
    if (sign === ',' && !inText) {
      parts.push(part.trim());
      part = '';
    } else part += sign;
  }
  if (inText) return null;
  return [...parts, part.trim()].filter(Boolean);
}
