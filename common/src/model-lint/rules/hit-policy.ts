import type { Rule } from '../rule.js';

// The engine knows no other (8.5 documentation of hit policies).
const HIT_POLICIES = ['UNIQUE', 'ANY', 'FIRST', 'RULE ORDER', 'COLLECT'];

export const hitPolicy: Rule = {
  code: 'hit-policy',
  decision({ id, table }, _around, report) {
    if (!table || HIT_POLICIES.includes(table.hitPolicy)) return;
    const policy = table.hitPolicy;
    report(id, `the engine does not know hit policy ${policy}: use one of ${HIT_POLICIES.join(', ')}`, { policy });
  },
};
