import { expect, test } from 'vitest';
import { bookkeeperYear } from '#tests/support/bookkeeper-year.ts';
import { codeAYear } from '#tests/support/code-a-year.ts';
import { aBusiness } from '#tests/support/connect.ts';

test('from the fourth month on most of a bookkeeper’s year is coded without them, and rightly', {
  timeout: 120_000,
}, async () => {
  const scope = await aBusiness();
  const months = await codeAYear(scope, bookkeeperYear({ items: 72, suppliers: 3, odd: 0 }));
  const sum = (of: 'wanted' | 'coded' | 'right') => months.slice(3).reduce((total, month) => total + month[of], 0);
  expect(sum('coded') / sum('wanted')).toBeGreaterThan(0.85);
  expect(sum('right') / sum('coded')).toBeGreaterThan(0.95);
});
