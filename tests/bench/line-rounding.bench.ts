import { test } from 'vitest';
import { checkLineSet, drawsFrom } from '#tests/support/line-sets.ts';
import { isFull, measured, msOf } from './measure.ts';

const SETS = isFull ? 1_000_000 : 20_000;

test('random sets of lines: rounding, balancing, grouping and change of meaning', { timeout: 3_600_000 }, async () => {
  const draw = drawsFrom(20_261_127);
  const ms = await msOf(async () => {
    for (let set = 0; set < SETS; set++) checkLineSet(draw);
  });
  measured({
    name: `line items, ${SETS.toLocaleString('en-GB')} random sets, each`,
    value: ms / SETS,
    anchor: null,
    unit: 'ms',
    aim: null,
  });
});
