/** What a person typed for a value: JSON where it is (`3`, `true`, `null`, `"A"`), else a code as it stands. */
export function valueIn(text: string): unknown {
  const typed = text.trim();
  try {
    return JSON.parse(typed);
  } catch {
    return typed;
  }
}

/** A JSON text for reading: a code without its quotes. */
export function valueWords(json: string | null): string {
  if (json === null) return '';
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : json;
  } catch {
    return json;
  }
}
