import { nextCallMoment } from './call-hours.js';

const at = (time: string) => new Date(`2026-09-24T${time}:00+08:00`);
const asked = (time: string, urgency = 2) => nextCallMoment(at(time), urgency).toISOString();

describe('calls to duty phones', () => {
  it.each(['07:00', '12:30', '21:59'])('may ring at %s', (time) => {
    expect(asked(time)).toBe(at(time).toISOString());
  });

  it('wait for seven in the morning before it', () => {
    expect(asked('06:59')).toBe(at('07:00').toISOString());
    expect(asked('00:00')).toBe(at('07:00').toISOString());
  });

  it('wait for the next morning from ten in the evening on', () => {
    const nextMorning = new Date('2026-09-25T07:00:00+08:00').toISOString();
    expect(asked('22:00')).toBe(nextMorning);
    expect(asked('23:59', 3)).toBe(nextMorning);
  });

  it('ring at any hour for 特急', () => {
    expect(asked('03:00', 4)).toBe(at('03:00').toISOString());
  });
});
