import fc from 'fast-check';
import { isCaseNumber, makeCaseNumber, readCaseNumber, scramble } from './case-number.js';
import { makeCheckCode, readCheckCode } from './check-code.js';

const anyInstant = fc.integer({ min: Date.UTC(2004, 0, 1), max: Date.UTC(2099, 11, 31) });
const anySixDigits = fc.integer({ min: 0, max: 999_999 });

describe('makeCaseNumber', () => {
  it('carries the date of Shanghai, not of Greenwich', () => {
    const number = makeCaseNumber(Date.parse('2026-11-21T16:00:00Z'), 42);
    expect(number).toMatch(/^LC261122000042[0-9X]$/);
    expect(makeCaseNumber(Date.parse('2026-11-21T15:59:59Z'), 42)).toMatch(/^LC261121000042/);
  });

  it('ends in the check character of ISO 7064 MOD 11-2', () => {
    // The standard: all characters weighted by powers of two, the check (X is 10) by one, sum to 1 modulo 11.
    fc.assert(
      fc.property(anyInstant, anySixDigits, (instant, digits) => {
        const characters = [...makeCaseNumber(instant, digits).slice(2)].map((c) => (c === 'X' ? 10 : Number(c)));
        const sum = characters.reduce((total, value, index) => total + value * 2 ** (12 - index), 0);
        expect(sum % 11).toBe(1);
      }),
    );
  });

  it('refuses what is not six digits', () => {
    for (const wrong of [-1, 1_000_000, 1.5, Number.NaN]) {
      expect(() => makeCaseNumber(0, wrong)).toThrow(RangeError);
    }
  });
});

describe('isCaseNumber', () => {
  it('accepts what was made and finds every single wrong digit and every swap of neighbours', () => {
    fc.assert(
      fc.property(anyInstant, anySixDigits, fc.nat(11), fc.integer({ min: 1, max: 9 }), (instant, digits, at, by) => {
        const number = makeCaseNumber(instant, digits);
        const place = at + 2;
        const digit = (Number(number[place]) + by) % 10;
        expect(isCaseNumber(number)).toBe(true);
        expect(isCaseNumber(number.slice(0, place) + digit + number.slice(place + 1))).toBe(false);
        const swapped = number.slice(0, place) + number[place + 1] + number[place] + number.slice(place + 2);
        expect(isCaseNumber(swapped)).toBe(swapped === number);
      }),
    );
  });

  it('refuses other shapes', () => {
    for (const text of ['', 'LC', 'XX2611210000420', ' LC2611210000420', 'LC26112100004２0']) {
      expect(isCaseNumber(text)).toBe(false);
    }
  });
});

describe('readCaseNumber', () => {
  it('reads what people type', () => {
    const number = makeCaseNumber(Date.parse('2026-11-21T08:00:00Z'), 123_456);
    const spaced = ` ${number.slice(0, 8).toLowerCase()} - ${number.slice(8)} `;
    const wide = [...number].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('');
    expect([spaced, wide, number].map(readCaseNumber)).toEqual([number, number, number]);
    expect(readCaseNumber('LC123')).toBeNull();
  });
});

describe('scramble', () => {
  it('gives every six-digit number exactly once', () => {
    const seen = new Uint8Array(1_000_000);
    for (let sequence = 0; sequence < seen.length; sequence += 1) {
      seen[scramble(sequence)]! += 1;
    }
    expect(seen.every((times) => times === 1)).toBe(true);
  });

  it('keeps neighbours of a day apart and without a common step', () => {
    const numbers = Array.from({ length: 1000 }, (_, sequence) => scramble(sequence));
    const steps = numbers.slice(1).map((number, index) => number - numbers[index]!);
    expect(steps.filter((step) => Math.abs(step) < 100).length).toBeLessThan(5);
    expect(new Set(steps).size).toBeGreaterThan(800);
  });

  it('refuses the millionth and one case of a day', () => {
    expect(() => scramble(1_000_000)).toThrow(RangeError);
  });
});

describe('check code', () => {
  it('is eight characters that cannot be mistaken for each other, and is read back as typed by people', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 16 }), (bytes) => {
        const code = makeCheckCode(bytes);
        expect(code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
        expect(readCheckCode(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`)).toBe(code);
      }),
    );
    expect(['', 'ABCDEFG', 'ABCDEFG0', 'ABCDEFGHJ'].map(readCheckCode)).toEqual([null, null, null, null]);
  });

  it('refuses too few random bytes', () => {
    expect(() => makeCheckCode(new Uint8Array(7))).toThrow(RangeError);
  });
});
