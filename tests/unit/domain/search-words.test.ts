import { expect, test } from 'vitest';
import { amountsOf, daysOfWord, valuesOf, wordsOf } from '#lib/domain/search-words.ts';

test.each([
  ['acme  ltd ', ['acme', 'ltd']],
  ['1 234.50 acme', ['1234.50', 'acme']],
  ['acme 3 apr 2026', ['acme', '3 apr 2026']],
  ['April 3, 2026 acme', ['April 3, 2026', 'acme']],
  ['sept. 2026', ['sept. 2026']],
  ['acme may', ['acme', 'may']],
  ['', []],
])('the words of %j are %j', (search, words) => {
  expect(wordsOf(search)).toEqual(words);
});

test.each([
  ['12.50', ['12.5', '-12.5']],
  ['1,234.00', ['1234', '-1234']],
  ['1.234,56', ['1234.56', '-1234.56']],
  ['1’234.56', ['1234.56', '-1234.56']],
  ['−100', ['-100']],
  ['-0.05', ['-0.05']],
  ['0', ['0', '-0']],
  ['12.5.1', []],
  ['acme', []],
])('%j may mean the amounts %j', (word, amounts) => {
  expect(amountsOf(word)).toEqual(amounts);
});

test.each([
  ['2026-04-03', ['2026-04-03']],
  ['3/4/2026', ['2026-04-03', '2026-03-04']],
  ['13.04.26', ['2026-04-13']],
  ['3 Apr 2026', ['2026-04-03']],
  ['apr 3, 2026', ['2026-04-03']],
  ['31 apr 2026', []],
  ['march', []],
  ['mast 2026', []],
])('%j may mean the days %j', (word, days) => {
  expect(daysOfWord(word)).toEqual(days);
});

test('a month with its year means each of its days', () => {
  expect(daysOfWord('February 2026')).toHaveLength(28);
  expect(valuesOf('usd')).toEqual(['USD']);
});
