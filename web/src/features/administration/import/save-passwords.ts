/** Hands the browser a file of logins and temporary passwords; it is made here and kept nowhere else. */
export function savePasswords(
  passwords: readonly { login: string; name: string; password: string }[],
  header: readonly [string, string, string],
): void {
  const lines = [header, ...passwords.map(({ login, name, password }) => [login, name, password])];
  const text = lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n');
  // The mark by which spreadsheets know the encoding.
  const url = URL.createObjectURL(new Blob([`\uFEFF${text}\r\n`], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'passwords.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Quoted, and never a formula to the spreadsheet that opens it. */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
