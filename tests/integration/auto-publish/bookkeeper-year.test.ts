import { expect, test } from 'vitest';
import { bookkeeperYear } from '#tests/support/bookkeeper-year.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { judgedYear } from '#tests/support/judged-year.ts';

test('in a year the guards let no oddity through, and most of what is regular', { timeout: 120_000 }, async () => {
  const scope = await aBusiness();
  const year = bookkeeperYear({ seed: 29, items: 800, suppliers: 12, odd: 40 });
  const judged = await judgedYear(scope.businessId, await someBooks(scope), year);
  expect(judged.odd).toBe(40);
  expect(judged.through).toEqual([]);
  expect(judged.published / judged.regular).toBeGreaterThanOrEqual(0.6);
});
