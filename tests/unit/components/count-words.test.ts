import { expect, test } from 'vitest';
import { countWords } from '#components/items/count-words.ts';

test.each([
  [1, false, '1 item'],
  [10_000, false, '10,000 items'],
  [10_001, false, 'More than 10,000 items'],
  [1, true, '1 match'],
  [1_000, true, '1,000 matches'],
  [null, true, 'More than 1,000 matches'],
])('a list of %j, found by a search: %j, says %j', (count, isSearch, words) => {
  expect(countWords(count, isSearch, 'commaPoint')).toBe(words);
});
