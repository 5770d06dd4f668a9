import type { CategoryItem } from '../../lib/reference-data.js';
import { rankCategories } from './rank-categories.js';

function leaf(code: string, path: string, pinyin: string, initials: string): CategoryItem {
  return { code, parentCode: code.slice(0, 5), level: 3, name: path.split(' / ').at(-1) ?? '', path, pinyin, initials };
}

const leaves = [
  leaf('01-01-01', '住建 / 物业 / 物业服务差', 'wuyefuwucha', 'wyfwc'),
  leaf('05-01-01', '水电气热 / 供水 / 水质浑浊异味', 'shuizhihunzhuoyiwei', 'szhzyw'),
  leaf('05-01-02', '水电气热 / 供水 / 停水', 'tingshui', 'ts'),
];
const codes = (typed: string) => rankCategories(leaves, typed).map((found) => found.code);

describe('rankCategories', () => {
  it('lists everything in display order when nothing is typed', () => {
    expect(codes(' ')).toEqual(['01-01-01', '05-01-01', '05-01-02']);
  });

  it('finds by first letters, full pinyin, name and code', () => {
    expect(codes('wyfw')).toEqual(['01-01-01']);
    expect(codes('tingshui')).toEqual(['05-01-02']);
    expect(codes('浑浊')).toEqual(['05-01-01']);
    expect(codes('05-01-02')).toEqual(['05-01-02']);
  });

  it('puts a name that starts with the words before one that holds them, and before a parent that does', () => {
    expect(codes('水')).toEqual(['05-01-01', '05-01-02']);
    expect(codes('供水')).toEqual(['05-01-01', '05-01-02']);
  });

  it('finds nothing for words of no category', () => {
    expect(codes('xyz')).toEqual([]);
  });
});
