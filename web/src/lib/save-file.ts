/** Gives a text to the reader as a file of that name. */
export function saveFile(name: string, content: string, type = 'application/xml'): void {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after this returns.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
