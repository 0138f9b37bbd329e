import { expect, test } from 'vitest';
import { bookkeeperYear } from '#tests/support/bookkeeper-year.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { judgedYear } from '#tests/support/judged-year.ts';
import { isFull, measured, note } from './measure.ts';

/* What the guards of publishing by itself hold of a bookkeeper's year with planted oddities, and what judging costs. */

const SEEDS = isFull ? [13, 14, 15] : [13];
const SIZE = isFull ? { items: 5_000, suppliers: 60, odd: 200 } : { items: 1_500, suppliers: 20, odd: 60 };

test('a year with oddities among its items, judged as it arrives', { timeout: 900_000 }, async () => {
  for (const seed of SEEDS) {
    const scope = await aBusiness();
    const judged = await judgedYear(scope.businessId, await someBooks(scope), bookkeeperYear({ seed, ...SIZE }));
    const share = judged.published / judged.regular;
    const held = [...judged.held].map(([guard, count]) => `${guard} ${count}`).join(', ');
    note(
      `year ${seed}: ${judged.odd - judged.through.length} of ${judged.odd} oddities held; ${(share * 100).toFixed(1)} % of ${judged.regular} regular items published by themselves; held: ${held}`,
    );
    expect(judged.through).toEqual([]);
    expect(share).toBeGreaterThanOrEqual(0.6);
    const value = judged.judgeMs / (judged.regular + judged.odd);
    measured({ name: `judging an item of ${SIZE.items}`, value, anchor: null, unit: 'ms', aim: null });
  }
});
