/** Where to come back to after signing in; never another site. */
export function returnPath(search: string): string {
  const wanted = new URLSearchParams(search).get('return') ?? '/';
  return /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}
