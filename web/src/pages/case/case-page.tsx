/** Stands in until the page is written. */
export function CasePage() {
  return null;
}
