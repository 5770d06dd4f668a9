const MINUTE = 60_000;
const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;
/** Minutes after midnight; as the offices of the city that nobody has changed yet. */
const STRETCHES = [
  [9 * 60, 12 * 60],
  [13 * 60, 18 * 60],
];

/**
 * When the invented people sit at their desks: working days of the national calendar, office hours of Shanghai. Rough on
 * purpose: deadlines are reckoned by the product, this only says when somebody acts.
 */
export class WorkHours {
  /** @param {{ date: string, kind: 'OFF' | 'WORK' }[]} days those that differ from Monday to Friday */
  constructor(days) {
    this.kinds = new Map(days.map(({ date, kind }) => [date, kind]));
  }

  /** @param {number} day days since 1970 in Shanghai */
  isWorkday(day) {
    const kind = this.kinds.get(new Date(day * DAY).toISOString().slice(0, 10));
    const weekday = (day + 4) % 7;
    return kind ? kind === 'WORK' : weekday !== 0 && weekday !== 6;
  }

  /** @param {number} at epoch ms @returns {number} epoch ms of the next closing of the offices, for lunch too; `at` where they are closed */
  closes(at) {
    const day = dayOf(at);
    if (!this.isWorkday(day)) return at;
    const minute = (at - momentOf(day, 0)) / MINUTE;
    const open = STRETCHES.find(([opens, closes]) => minute >= opens && minute < closes);
    return open ? momentOf(day, open[1]) : at;
  }

  /**
   * @param {number} at epoch ms @param {number} minutes of work; negative: back in time
   * @returns {number} epoch ms within office hours
   */
  after(at, minutes) {
    const step = minutes < 0 ? -1 : 1;
    let left = Math.abs(minutes) * MINUTE;
    for (let day = dayOf(at); ; day += step) {
      if (!this.isWorkday(day)) continue;
      const stretches = step > 0 ? STRETCHES : STRETCHES.toReversed();
      for (const [opens, closes] of stretches) {
        const from = day * DAY - SHANGHAI + opens * MINUTE;
        const to = day * DAY - SHANGHAI + closes * MINUTE;
        const begins = step > 0 ? Math.max(from, at) : Math.min(to, at);
        const room = step > 0 ? to - begins : begins - from;
        if (room <= 0) continue;
        if (left < room) return begins + step * left;
        left -= room;
      }
    }
  }
}

/** @param {number} at epoch ms @returns {number} days since 1970 in Shanghai */
export const dayOf = (at) => Math.floor((at + SHANGHAI) / DAY);

/** @param {number} day days since 1970 in Shanghai @param {number} minute after midnight @returns {number} epoch ms */
export const momentOf = (day, minute) => day * DAY - SHANGHAI + minute * MINUTE;

/** @param {number} at epoch ms @returns {string} `2026-09-24 09:05`, Shanghai */
export const wordsOf = (at) => new Date(at + SHANGHAI).toISOString().slice(0, 16).replace('T', ' ');
