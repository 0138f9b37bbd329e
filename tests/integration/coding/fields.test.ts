import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { type CodingChange, changeCoding } from '#lib/coding/change-coding.ts';
import { codingOf, withRows } from '#lib/coding/coding-columns.ts';
import type { ConflictDetail } from '#lib/coding/edit-conflict.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { db } from '#lib/db.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import type { CodingLine } from '#lib/domain/coding/line-fields.ts';
import { emptyLine } from '#lib/domain/coding/line-items.ts';
import type { CodingPayment } from '#lib/domain/coding/payment-fields.ts';
import { rulesOf } from '#lib/ledger/ledgers.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aCard, type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

const rules = rulesOf(null);

let scope: PersonScope;
let books: Books;
let itemId: string;
let card: string;
let rowId: string;
let owners: string[];
let flags: string[];

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  const item = await db.item.create({ data: { businessId: scope.businessId, number: 1, currency: 'GBP' } });
  itemId = item.id;
  card = await aCard(scope, books);
  owners = await Promise.all(
    ['Driver', 'Gardener'].map(async (name) => {
      return (await db.owner.create({ data: { businessId: scope.businessId, name } })).id;
    }),
  );
  flags = await Promise.all(
    ['Ask the client', 'Paid privately'].map(async (name) => {
      return (await db.flag.create({ data: { businessId: scope.businessId, name, colour: 'red' } })).id;
    }),
  );
  rowId = randomUUID();
});

const change = (changes: Partial<Coding>, more: Partial<CodingChange> = {}) =>
  db.$transaction((tx) => changeCoding(tx, scope, { itemId, revision: 1, changes, ...more }));

type Sample = {
  field: CodingField;
  /** As history calls it. */
  name: string;
  /** Three values one after the other. */
  values: () => [unknown, unknown, unknown];
  /** The first and the second as history tells them. */
  texts: [string, string];
  /** Values that name what is not in the books, or is not of the right kind there. */
  unknown?: () => unknown[];
};

const paid = (amount: string): CodingPayment => ({
  id: rowId,
  amount,
  paidOn: calendarDate('2026-11-20'),
  paymentMethodId: card,
});

const samples: Sample[] = [
  {
    field: 'ownerId',
    name: 'Owner',
    values: () => [owners[0], owners[1], null],
    texts: ['Driver', 'Gardener'],
  },
  {
    field: 'flagId',
    name: 'Flag',
    values: () => [flags[0], flags[1], null],
    texts: ['Ask the client', 'Paid privately'],
  },
  {
    field: 'exchangeRate',
    name: 'Exchange rate',
    values: () => ['1.1834', '0.0000000012', '2'],
    texts: ['1.1834', '0.0000000012'],
  },
  {
    field: 'secondTaxAmount',
    name: 'Second tax',
    values: () => ['7.00', '6.00', null],
    texts: ['7.00', '6.00'],
  },
  {
    field: 'taxMode',
    name: 'Amounts are',
    values: () => ['EXCLUSIVE', 'NONE', 'INCLUSIVE'],
    texts: ['Tax exclusive', 'No tax'],
  },
  {
    field: 'publishTo',
    name: 'Publish to',
    values: () => ['BANK_ACCOUNT', 'DOCUMENT', 'BANK_ACCOUNT'],
    texts: ['Bank account', 'Purchases or sales'],
  },
  {
    field: 'payments',
    name: 'Payments',
    values: () => [[paid('20.00')], [paid('30.00')], [paid('40.00')]],
    texts: ['1 payment, 20.00', '1 payment, 30.00'],
    unknown: () => [
      [{ ...paid('20.00'), paymentMethodId: books.bank }],
      [{ ...paid('20.00'), paymentMethodId: randomUUID() }],
    ],
  },
];

describe.each(samples)('$field', ({ field, name, values, texts, unknown }) => {
  test('is stored and read back as it was set, and told in the history', async () => {
    const [value] = values();
    expect(await change({ [field]: value })).toMatchObject({ ok: true, value: { revision: 2 } });
    const item = await db.item.findUniqueOrThrow({ where: { id: itemId }, include: withRows });
    expect(codingOf(item, rules)[field]).toEqual(value);
    const [entry] = await itemHistory(scope, itemId);
    expect(entry).toMatchObject({ what: name, change: { after: texts[0] } });
  });

  test('that another changed meanwhile is refused, with both values', async () => {
    const [first, theirs, mine] = values();
    await change({ [field]: first });
    await change({ [field]: theirs }, { revision: 2 });
    const refused = await change({ [field]: mine }, { revision: 2, was: { [field]: first } });
    expect(refused).toMatchObject({ error: { code: 'conflict' } });
    const detail = refused.ok ? null : (refused.error.detail as ConflictDetail);
    expect(detail?.conflicts).toMatchObject([{ field, name, theirs: { text: texts[1] } }]);
  });

  test.skipIf(!unknown)('that is not in the books is refused', async () => {
    for (const value of unknown?.() ?? []) {
      expect(await change({ [field]: value })).toMatchObject({ error: { code: 'entryUnknown' } });
    }
  });
});

type LineSample = {
  field: keyof CodingLine;
  /** As history calls it. */
  name: string;
  values: () => [unknown, unknown];
  /** The first as history tells it. */
  text: string;
  unknown: () => unknown[];
};

const lineSamples: LineSample[] = [
  {
    field: 'productId',
    name: 'product',
    values: () => [books.pens, books.paper],
    text: 'Box of pens',
    unknown: () => [randomUUID(), books.power],
  },
  {
    field: 'rebillableContactId',
    name: 'rebilled to',
    values: () => [books.club, books.school],
    text: 'Rowing Club',
    unknown: () => [randomUUID(), books.acme],
  },
  {
    field: 'secondTaxAmount',
    name: 'second tax',
    values: () => ['7.00', '6.00'],
    text: '7.00',
    unknown: () => [],
  },
];

describe.each(lineSamples)("a line's $field", ({ field, name, values, text, unknown }) => {
  const line = (value: unknown = null) => ({ lines: [{ ...emptyLine(rowId), [field]: value }] });

  test('is stored and read back as it was set, and told in the history', async () => {
    const [value] = values();
    await change(line());
    expect(await change(line(value), { revision: 2 })).toMatchObject({ ok: true });
    const item = await db.item.findUniqueOrThrow({ where: { id: itemId }, include: withRows });
    expect(codingOf(item, rules).lines).toEqual(line(value).lines);
    const [entry] = await itemHistory(scope, itemId);
    expect(entry?.change?.details).toEqual([`Line 1, ${name}: empty → ${text}`]);
  });

  test('that another changed meanwhile is refused', async () => {
    const [theirs, mine] = values();
    await change(line());
    await change(line(theirs), { revision: 2 });
    const refused = await change(line(mine), { revision: 2, was: line() });
    expect(refused).toMatchObject({ error: { code: 'conflict' } });
  });

  test('that is not in the books is refused', async () => {
    for (const value of unknown()) expect(await change(line(value))).toMatchObject({ error: { code: 'entryUnknown' } });
  });
});
