import { emptyLine, problemsOf } from './co-unit-draft.js';

const line = (key: number, unitId: string | null, matter: string) => ({ ...emptyLine(key), unitId, matter });

describe('the lines of the dialog for co-units', () => {
  it('want a unit, each one once, and a matter of two characters', () => {
    const lines = [
      line(1, null, ''),
      line(2, 'a', '查'),
      line(3, 'b', '查清沟渠来水'),
      line(4, 'b', '清运垃圾五车'),
      line(5, 'c', ' 清 '),
      line(6, 'd', '清理路面'),
    ];
    expect([...problemsOf(lines)]).toEqual([
      [1, 'unit'],
      [2, 'matter'],
      [4, 'twice'],
      [5, 'matter'],
    ]);
  });

  it('may be sent when nothing is missing', () => {
    expect(problemsOf([line(1, 'a', '查清沟渠来水'), line(2, 'b', '清运沿岸垃圾')]).size).toBe(0);
  });
});
