import { urgentWords } from './urgent-words.js';

describe('urgentWords', () => {
  it('finds danger in the words of a request', () => {
    expect(urgentWords('楼道里煤气味很重')?.kind).toBe('GAS_LEAK');
    expect(urgentWords('仓库着火')?.kind).toBe('FIRE');
    expect(urgentWords('有人触电')?.kind).toBe('CASUALTY');
    expect(urgentWords('主管道破裂，路面积水')?.kind).toBe('UTILITY_BURST');
  });

  it('is not frightened by good news or ordinary matters', () => {
    expect(urgentWords('幸好没有人受伤')).toBeNull();
    expect(urgentWords('路灯三天不亮')).toBeNull();
  });
});
