/** Stands in until the page is written. */
export function CaseListPage() {
  return null;
}
