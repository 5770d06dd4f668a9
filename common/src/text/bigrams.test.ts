import fc from 'fast-check';
import { bigrams } from './bigrams.js';

describe('bigrams', () => {
  it('gives each pair of neighbouring characters once, small and half-width', () => {
    expect(bigrams('热水热水')).toEqual(['热水', '水热']);
    expect(bigrams('ABc１２')).toEqual(['ab', 'bc', 'c1', '12']);
  });

  it('does not reach across spaces and punctuation', () => {
    expect(bigrams('停水，三天 了！')).toEqual(['停水', '三天']);
  });

  it('keeps characters beyond the basic plane whole', () => {
    expect(bigrams('𠮷𡈽村')).toEqual(['𠮷𡈽', '𡈽村']);
  });

  it('has nothing for a single character or none', () => {
    expect(['', '水', '水 管', '……'].map(bigrams)).toEqual([[], [], [], []]);
  });

  it('reads the first 2,000 characters only', () => {
    expect(bigrams(`${'水'.repeat(2000)}管道`)).toEqual(['水水']);
    expect(bigrams(`${'𠮷'.repeat(2000)}管道`)).toEqual(['𠮷𠮷']);
  });

  it('finds every part of a text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'停水了abC１2 ，.𠮷'), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.nat(60), fc.nat(60), (whole, from, length) => {
        const part = Array.from(whole)
          .slice(from, from + length)
          .join('');
        const tokens = bigrams(whole);
        expect(bigrams(part).every((token) => tokens.includes(token))).toBe(true);
        expect(new Set(tokens).size).toBe(tokens.length);
      }),
    );
  });
});
