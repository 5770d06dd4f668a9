/** What the words of a request show at once; small enums that may enter the engine, never the words themselves. */
export type EmergencyWord = 'NONE' | 'CASUALTY' | 'GAS_LEAK' | 'FIRE' | 'UTILITY_BURST';
export type StatutoryChannel = 'NONE' | 'LITIGATION' | 'PETITION' | 'DISCIPLINE';

const EMERGENCIES: [EmergencyWord, RegExp][] = [
  ['CASUALTY', /昏迷|没有呼吸|大出血|正在跳楼|要跳楼|溺水|有人被困|被压在|触电倒/],
  ['FIRE', /着火了|起火了|正在燃烧|冒明火/],
  ['GAS_LEAK', /(燃气|煤气|天然气)(正在)?泄漏|(燃气|煤气|天然气)味(很|特别|非常)?(大|重|浓)/],
  ['UTILITY_BURST', /爆管|水管(正在)?爆裂|管道爆裂|暖气(管)?爆/],
];

const VULNERABLE = /独居老人|孤寡老人|高龄老人|卧床老人|留守儿童|孕妇|残疾人|婴儿/;

const STATUTORY: [StatutoryChannel, RegExp][] = [
  ['LITIGATION', /(法院|仲裁).{0,6}(已经?)?(立案|受理|开庭|审理|判决|裁决)/],
  ['PETITION', /信访(事项)?.{0,6}(已经?)?(受理|复查|复核)/],
  ['DISCIPLINE', /(纪委|监委).{0,6}(已经?)?(受理|立案|调查)/],
];

const first = <T extends string>(table: [T, RegExp][], text: string, none: T): T =>
  table.find(([, words]) => words.test(text))?.[0] ?? none;

/** Life, fire and gas at once to 110/119/120 (条例 article 11(1)); matters before a court or in petition keep their own way (article 11(2)). */
export function screenWords(text: string): {
  emergencyWord: EmergencyWord;
  vulnerable: boolean;
  statutoryChannel: StatutoryChannel;
} {
  return {
    emergencyWord: first<EmergencyWord>(EMERGENCIES, text, 'NONE'),
    vulnerable: VULNERABLE.test(text),
    statutoryChannel: first<StatutoryChannel>(STATUTORY, text, 'NONE'),
  };
}
