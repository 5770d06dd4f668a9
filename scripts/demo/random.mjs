/**
 * Numbers that look drawn and are the same at every run: a demo city is one of many that a begin date has, always that one.
 * @param {string} seed any text; the same text draws the same
 * @returns {() => number} each call the next number from 0 up to 1, 1 excluded (mulberry32 over an FNV-1a hash)
 */
export function randomOf(seed) {
  let state = hashOf(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @param {string} text */
function hashOf(text) {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0), 0x01000193);
  return hash | 0;
}

/** @template T @param {() => number} random @param {readonly T[]} values not empty @returns {T} */
export const pick = (random, values) => values[Math.floor(random() * values.length)];

/** @param {() => number} random @param {number} from @param {number} to @returns {number} a whole number, both ends included */
export const between = (random, from, to) => from + Math.floor(random() * (to - from + 1));

/** @template T @param {() => number} random @param {readonly (readonly [T, number])[]} shares value and its weight @returns {T} */
export function pickByShare(random, shares) {
  let left = random() * shares.reduce((sum, [, share]) => sum + share, 0);
  for (const [value, share] of shares) {
    left -= share;
    if (left < 0) return value;
  }
  return shares[shares.length - 1][0];
}
