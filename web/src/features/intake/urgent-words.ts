export type UrgentKind = 'CASUALTY' | 'GAS_LEAK' | 'FIRE' | 'UTILITY_BURST';

// A hint for the person on the telephone; what counts is decided by the server's own screening.
const WORDS: readonly [UrgentKind, RegExp][] = [
  ['GAS_LEAK', /(燃气|煤气|天然气|液化气)[^，。；]{0,6}(泄漏|泄露|漏气|味)|gas leak/i],
  ['FIRE', /着火|起火|失火|火灾|冒浓烟|on fire/i],
  ['CASUALTY', /受伤|伤亡|死亡|昏迷|溺水|坠楼|触电|中毒|流血不止|被困|injured|unconscious/i],
  ['UTILITY_BURST', /(水管|管道|管线|主管|暖气管)[^，。；]{0,6}(爆|破裂)|大面积停(水|电|气|暖)|burst (main|pipe)/i],
];

/** The first sign of danger in a text, with the words that gave it away; null if there is none. */
export function urgentWords(text: string): { kind: UrgentKind; word: string } | null {
  for (const [kind, pattern] of WORDS) {
    const word = pattern.exec(text)?.[0];
    // "没有人受伤" is good news.
    if (word && !new RegExp(`(没有?|无|未)(人|人员)?${word}`).test(text)) return { kind, word };
  }
  return null;
}
