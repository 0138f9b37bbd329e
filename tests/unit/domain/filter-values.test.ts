import { expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { fields } from '#lib/domain/coding/fields.ts';
import { cleanFilters, daysOf, type Period, periodNames, readFilter, writeFilter } from '#lib/domain/filter-values.ts';
import { type ItemFilterName, itemFilterNames } from '#lib/domain/inbox-choices.ts';
import { itemFilters } from '#lib/domain/item-filters.ts';

const id = '0190a1b2-0000-7000-8000-000000000001';
const other = '0190a1b2-0000-7000-8000-000000000002';

test.each<[ItemFilterName, string, string?]>([
  ['type', 'RECEIPT,CREDIT_NOTE'],
  ['category', `none,${id},${other}`],
  ['category', `${id},none`, `none,${id}`],
  ['owner', 'me'],
  ['owner', 'nobody'],
  ['flag', 'any'],
  ['unread', 'yes'],
  ['unread', 'true', 'yes'],
  ['currency', 'EUR,USD'],
  ['publishAs', 'DRAFT'],
  ['total', '10..20'],
  ['total', '-20.50..'],
  ['total', '..0'],
  ['total', '120.00'],
  ['total', '120.00..120.00', '120.00'],
  ['date', '2026-01-01..2026-03-31'],
  ['date', '2026-01-01..'],
  ['date', 'none'],
  ['date', 'lastMonth'],
  ['description', '  office  ', 'office'],
])('%s=%s is understood, and written in one way', (name, text, written = text) => {
  const value = readFilter(name, text);
  expect(value && writeFilter(value)).toBe(written);
});

test.each<[ItemFilterName, string]>([
  ['type', 'LETTER'],
  ['type', 'RECEIPT,LETTER'],
  ['category', 'everything'],
  ['category', `${id}' OR 1=1`],
  ['category', Array.from({ length: 21 }, (_, index) => id.replace(/\d{2}$/, String(index + 10))).join(',')],
  ['currency', 'pounds'],
  ['total', 'much'],
  ['total', '20..10'],
  ['total', '..'],
  ['total', '1..2..3'],
  ['total', '1e3'],
  ['date', '2026-02-30'],
  ['date', '2026-03-01..2026-02-01'],
  ['date', 'soon'],
  ['added', 'none'],
  ['reference', ' '],
  ['reference', 'a\0b'],
  ['unread', 'toString'],
  ['reference', 'x'.repeat(201)],
])('%s=%s makes no sense, and is left out and named', (name, text) => {
  expect(cleanFilters({ [name]: text, total: name === 'total' ? text : '5' })).toEqual({
    filters: name === 'total' ? {} : { total: '5' },
    dropped: [name],
  });
});

test('what is no filter, and what is no text, is left out', () => {
  expect(cleanFilters({ colour: 'red', type: ['RECEIPT'], total: null })).toEqual({ filters: {}, dropped: ['type'] });
});

test.each<[Period, string, string]>([
  ['today', '2026-02-15', '2026-02-15'],
  ['yesterday', '2026-02-14', '2026-02-14'],
  ['last7Days', '2026-02-09', '2026-02-15'],
  ['last30Days', '2026-01-17', '2026-02-15'],
  ['thisMonth', '2026-02-01', '2026-02-28'],
  ['lastMonth', '2026-01-01', '2026-01-31'],
  ['thisQuarter', '2026-01-01', '2026-03-31'],
  ['lastQuarter', '2025-10-01', '2025-12-31'],
  ['thisYear', '2026-01-01', '2026-12-31'],
  ['lastYear', '2025-01-01', '2025-12-31'],
])('%s is from %s to %s in the middle of February', (period, from, to) => {
  expect(daysOf(period, calendarDate('2026-02-15'))).toEqual({ from, to });
});

test('last month in January is December of the year before', () => {
  expect(daysOf('lastMonth', calendarDate('2026-01-31'))).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  expect(Object.keys(periodNames)).toHaveLength(10);
});

/** Which filter asks about each field of an item: none asks for a rate, a part of the tax, or which bill a credit is for. */
const filterOf: Record<keyof typeof fields, ItemFilterName | null> = {
  ownerId: 'owner',
  flagId: 'flag',
  type: 'type',
  contactId: 'contact',
  issuedOn: 'date',
  dueOn: 'due',
  reference: 'reference',
  accountId: 'category',
  description: 'description',
  currency: 'currency',
  exchangeRate: null,
  total: 'total',
  taxMode: 'taxMode',
  taxRateId: 'taxRate',
  taxAmount: 'tax',
  secondTaxAmount: null,
  tracking1OptionId: 'tracking1',
  tracking2OptionId: 'tracking2',
  publishTo: 'publishTo',
  publishAs: 'publishAs',
  payments: 'method',
  lines: 'lines',
  creditFor: null,
};

test('every field of an item can be filtered by under the name that it has on the item', () => {
  const labels = Object.entries(filterOf).flatMap(([field, name]) =>
    name === null || name === 'method' ? [] : [[fields[field as keyof typeof fields].label, itemFilters[name].label]],
  );
  for (const [field, filter] of labels) expect(filter).toBe(field);
  expect(Object.keys(itemFilters).toSorted()).toEqual([...itemFilterNames].toSorted());
});
