import { expect, test } from 'vitest';
import { lineColumns } from '#components/items/line-columns.ts';
import { withValues } from '#components/items/line-values.ts';
import { previewLines } from '#components/items/preview-lines.ts';
import { emptyLine } from '#lib/domain/coding/line-items.ts';
import { lists } from '#tests/support/coding.ts';

const pricing = { taxMode: 'INCLUSIVE', rates: lists.taxRates, digits: 2, unitDigits: 4 } as const;
const columns = lineColumns('INCLUSIVE', [{ name: 'rebillableContactId', label: 'Rebill to' }]);
const [half] = [...lists.taxRates.values()].filter(({ effectiveRate }) => Number(effectiveRate) > 0);

test('before lines are changed it is told how many would be, from what, and what follows', () => {
  const line = (id: string, description: string | null) => ({
    ...emptyLine(id),
    ...{ description, total: '120.00', unitAmount: '120' },
  });
  const before = [line('1', 'Oak'), line('2', 'Oak'), line('3', null), line('4', 'Labour')];
  const values = { description: 'Labour', taxRateId: half?.id ?? '', rebillableContactId: 'club' };
  const told = (wanted: object) =>
    previewLines(
      { before, after: before.map((each) => withValues(each, wanted, pricing)), values: wanted },
      columns,
      (each, { name }) => (name === 'net' ? '' : (each[name] ?? '')),
    );
  expect(told({ description: 'Labour' })).toEqual({
    changing: 3,
    fields: [
      {
        ...{ name: 'description', label: 'Description', to: 'Labour' },
        from: [
          { text: 'Oak', count: 2 },
          { text: '', count: 1 },
        ],
      },
    ],
    follows: [],
  });
  const { changing, fields, follows } = told(values);
  expect(changing).toBe(4);
  expect(fields.map(({ label }) => label)).toEqual(['Description', 'Tax rate', 'Rebill to']);
  expect(follows).toEqual([{ label: 'Tax', count: 4 }]);
  expect(told({}).changing).toBe(0);
});
