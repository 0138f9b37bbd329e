import { expect, test } from 'vitest';
import type { PublishAs } from '#lib/domain/coding/coding.ts';
import type { LifeStatus, Settlement } from '#lib/domain/publication/life.ts';
import { endOf, wayToChange } from '#lib/domain/publication/republishing.ts';

const payment: Settlement = { kind: 'payment', ledgerId: 'p', on: null, amount: '50' };

const bill = (status: LifeStatus | null, publishAs: PublishAs = 'AUTHORISED') => ({
  ...({ kind: 'BILL', publishAs } as const),
  life: status && { status, settlements: status === 'PART_PAID' || status === 'PAID' ? [payment] : [] },
});

test.each<[LifeStatus | null, PublishAs, string, 'VOID' | 'DELETE']>([
  ['DRAFT', 'AUTHORISED', 'inPlace', 'DELETE'],
  ['SUBMITTED', 'DRAFT', 'inPlace', 'DELETE'],
  ['AUTHORISED', 'AUTHORISED', 'inPlace', 'VOID'],
  ['AUTHORISED', 'DRAFT', 'anew', 'VOID'],
  ['PART_PAID', 'AUTHORISED', 'anew', 'VOID'],
  ['PAID', 'AUTHORISED', 'anew', 'VOID'],
  ['VOIDED', 'AUTHORISED', 'none', 'VOID'],
  // Nobody has looked yet: it is as it was sent.
  [null, 'AUTHORISED', 'inPlace', 'VOID'],
])('a bill that is %s in the books, to be published as %s, is changed %s, and ends by %s', (status, as, way, end) => {
  expect(wayToChange(bill(status), { kind: 'BILL', publishAs: as }).way).toBe(way);
  expect(endOf(bill(status))).toBe(end);
});

test('a bill that is a credit note now is published anew, whatever it is in the books', () => {
  expect(wayToChange(bill('DRAFT'), { kind: 'BILL_CREDIT_NOTE', publishAs: 'DRAFT' })).toMatchObject({ way: 'anew' });
});
