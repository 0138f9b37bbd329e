import { expect, test } from 'vitest';
import { groupLines } from '#lib/domain/coding/group-lines.ts';
import { sumLines } from '#lib/domain/coding/line-items.ts';
import { aLine } from '#tests/support/coding.ts';

const pricing = { taxMode: 'INCLUSIVE', digits: 2 } as const;
const line = (id: string, description: string | null, total: string, more = {}) =>
  aLine({ id, description, total, unitAmount: total, taxAmount: '1.00', ...more });

test('lines of one description become one, whatever its case, with the sums of their amounts', () => {
  const lines = [line('a', 'Toner', '12.00'), line('b', 'Paper', '6.00'), line('c', ' toner', '12.00')];
  const grouped = groupLines(lines, 'description', pricing);
  expect(grouped).toMatchObject([
    { id: 'a', description: 'Toner', quantity: '2', unitAmount: '12.00', total: '24.00', taxAmount: '2.00' },
    { id: 'b', description: 'Paper' },
  ]);
  expect(sumLines(grouped, 2)).toEqual(sumLines(lines, 2));
});

test('lines of one rate become one, with each of their descriptions once, and one unit where prices differ', () => {
  const lines = [line('a', 'Toner', '12.00'), line('b', 'Paper', '6.00'), line('c', 'Toner', '3.00')];
  expect(groupLines(lines, 'taxRateId', pricing)).toMatchObject([
    { id: 'a', description: 'Toner; Paper', quantity: '1', unitAmount: '21.00', total: '21.00', taxAmount: '3.00' },
  ]);
});

test('nothing that was decided is lost: another category, rate, option or customer stays apart', () => {
  const lines = [
    line('a', 'Toner', '1.00'),
    line('b', 'Toner', '1.00', { accountId: 'office' }),
    line('c', 'Toner', '1.00', { taxRateId: 'vat5' }),
    line('d', 'Toner', '1.00', { tracking1OptionId: 'north' }),
    line('e', 'Toner', '1.00', { rebillableContactId: 'club' }),
    line('f', 'Toner', '1.00', { total: null }),
  ];
  expect(groupLines(lines, 'description', pricing)).toEqual(lines);
});

test('of many descriptions as many are named as there is room for', () => {
  const lines = Array.from({ length: 40 }, (_, index) => line(String(index), `Part number ${index}`, '1.00'));
  const [grouped] = groupLines(lines, 'taxRateId', pricing);
  expect(grouped?.description).toMatch(/^Part number 0; Part number 1; .*; and \d+ more$/);
});
