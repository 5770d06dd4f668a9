/** Variables that say whose process it is: nothing from outside, and nobody's hand, may change them. */
export const IDENTITY_VARIABLES: readonly string[] = [
  'caseId',
  'caseNumber',
  'assignmentId',
  'subjectId',
  'clockId',
  'reseatId',
];
