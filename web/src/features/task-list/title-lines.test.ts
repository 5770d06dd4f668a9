import { titleLines } from './title-lines.js';

it('gives a second line to what a telephone does not hold in one', () => {
  expect(titleLines('井盖破损', 390)).toBe(1);
  expect(titleLines('学府路与建设街交叉口东南角第三个水表井一直往外渗水', 390)).toBe(2);
  expect(titleLines('Broken manhole cover', 390)).toBe(1);
  expect(titleLines('Broken manhole cover at the corner of two streets', 390)).toBe(2);
});
