import { customPinyin, pinyin } from 'pinyin-pro';

// Two words of our categories that the dictionary reads otherwise (háng dào shù, měi fà qiǎ).
customPinyin({ 行道树: 'xíng dào shù', 美发卡: 'měi fà kǎ' });

/** What people type to find a category: pinyin without tones and its first letters, small, without spaces (`tingshui`, `ts`). */
export function spell(name: string): { pinyin: string; initials: string } {
  return { pinyin: letters(name, 'pinyin'), initials: letters(name, 'first') };
}

function letters(name: string, pattern: 'pinyin' | 'first'): string {
  return pinyin(name, { toneType: 'none', pattern, type: 'array', nonZh: 'consecutive', v: true })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
