import { expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { bitsApart, type LikeItem, likenessOfTwo, waysText } from '#lib/domain/likeness.ts';

const page = 'f0'.repeat(32);
/** The same page in another scan, and another page. */
const again = `${'f0'.repeat(30)}e1e1`;
const another = '0f'.repeat(32);

const one: LikeItem = {
  contactId: 'acme',
  issuedOn: calendarDate('2026-11-02'),
  total: '120.00',
  currency: 'GBP',
  reference: 'INV-0042',
  isCredit: false,
  sums: ['a'],
  pictureHash: page,
};
const like = (values: Partial<LikeItem>) =>
  likenessOfTwo(one, { ...one, sums: ['b'], pictureHash: another, ...values });
const unread: Partial<LikeItem> = { contactId: null, issuedOn: null, total: null, reference: null };

test.each<[string, Partial<LikeItem>, string[]]>([
  ['the same bytes, whatever was entered', { sums: ['a'], total: '1.00' }, ['file']],
  ['another scan of it', { pictureHash: again }, ['picture', 'number', 'total']],
  ['another scan of which nothing is known yet', { ...unread, pictureHash: page }, []],
  ['another scan of which the total is known', { ...unread, total: '120', pictureHash: again }, ['picture']],
  [
    'the next bill of the same template',
    { pictureHash: page, reference: 'INV-0043', issuedOn: calendarDate('2026-12-02') },
    [],
  ],
  ['the same template and another total', { pictureHash: page, reference: null, total: '121.00' }, []],
  ['the same number, written otherwise, and another total', { reference: 'inv 42', total: '130.00' }, ['number']],
  ['the same number of another supplier', { contactId: 'bolt' }, []],
  ['no number, the same total, days apart', { reference: null, issuedOn: calendarDate('2026-11-07') }, ['total']],
  ['no number, the same total, a week apart', { reference: null, issuedOn: calendarDate('2026-11-09') }, []],
  ['two numbers, though the total is the same on one day', { reference: 'INV-0043' }, []],
  ['another currency', { reference: null, currency: 'EUR' }, []],
  ['the credit note to it', { isCredit: true }, []],
])('%s', (_what, values, ways) => expect(like(values)).toEqual(ways));

test('bits that differ are counted, and ways are told the surest first', () => {
  expect(bitsApart(page, again)).toBe(4);
  expect(bitsApart(page, another)).toBe(256);
  expect(waysText(['number', 'picture'])).toBe('the same picture, the same supplier and number');
});
