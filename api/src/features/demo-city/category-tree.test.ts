import { categoryTree } from './category-tree.js';

describe('categoryTree', () => {
  it('adds level, path and what people type to find a category', () => {
    const tree = categoryTree([
      { code: '03', parent: null, name: '水电气热' },
      { code: '03-01', parent: '03', name: '供水' },
      { code: '03-01-01', parent: '03-01', name: '停水' },
    ]);
    expect(tree[2]).toEqual({
      code: '03-01-01',
      parent_code: '03-01',
      level: 3,
      name: '停水',
      path: '水电气热 / 供水 / 停水',
      pinyin: 'tingshui',
      initials: 'ts',
      sort: 3,
    });
  });

  it.each([
    ['旅行社退费', 'lvxingshetuifei', 'lxstf'],
    ['行道树补种', 'xingdaoshubuzhong', 'xdsbz'],
    ['美容美发卡', 'meirongmeifaka', 'mrmfk'],
    ['12345热线', '12345rexian', '12345rx'],
  ])('spells %s', (name, pinyin, initials) => {
    expect(categoryTree([{ code: '01', parent: null, name }])[0]).toMatchObject({ pinyin, initials });
  });

  it('refuses a category without its parent above it', () => {
    expect(() => categoryTree([{ code: '01-01', parent: '01', name: '物业' }])).toThrow(
      '01-01 must follow its parent 01',
    );
  });
});
