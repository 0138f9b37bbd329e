import { expect, test } from 'vitest';
import { changesOnMove, emptiedBy } from '#lib/domain/coding/changes-on-move.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { aCoding, aLine, lists } from '#tests/support/coding.ts';

/* What is kept of a coding where its item is moved from costs to sales, or back. */

test.each<[string, Partial<Coding>, Partial<Coding>, string[]]>([
  ['an expense account and the tax on it', {}, { accountId: null, taxRateId: null }, ['category', 'taxRate']],
  ['an account that both are coded to, with its tax', { accountId: 'bank' }, {}, []],
  ['tax that sales carry too', { accountId: null, taxRateId: 'sales20' }, {}, []],
  ['nothing coded', { accountId: null, taxRateId: null }, {}, []],
  ['what is of other books', { accountId: 'elsewhere', taxRateId: 'elsewhere' }, {}, []],
  ['an expense', { accountId: null, taxRateId: null, type: 'EXPENSE' }, { type: 'RECEIPT' }, []],
])('to sales: %s', (_what, coding, changes, emptied) => {
  const before = aCoding(coding);
  const made = changesOnMove(before, 'SALES', lists);
  expect(made).toEqual(changes);
  expect(emptiedBy(before, made)).toEqual(emptied);
});

test('each line loses what only costs have, and keeps the rest', () => {
  const line = aLine({ accountId: 'power', taxRateId: 'vat20', description: 'Oars', rebillableContactId: 'acme' });
  const before = aCoding({ accountId: null, taxRateId: null, lines: [line, aLine({ accountId: 'bank' })] });
  const { lines, ...others } = changesOnMove(before, 'SALES', lists);
  expect(others).toEqual({});
  expect(lines).toEqual([{ ...line, accountId: null, taxRateId: null, rebillableContactId: null }, before.lines[1]]);
  expect(emptiedBy(before, { lines: lines ?? [] })).toEqual(['category', 'taxRate', 'rebilledTo']);
});

test('a sale that becomes a cost keeps no account of what is earned', () => {
  const sale = aCoding({ accountId: 'sold', taxRateId: 'sales20' });
  const accounts = new Map([['sold', { ...lists.accounts.get('power'), id: 'sold', class: 'REVENUE' } as never]]);
  expect(changesOnMove(sale, 'COSTS', { ...lists, accounts })).toEqual({ accountId: null, taxRateId: null });
});
