import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { isCodable } from '#lib/domain/account.ts';
import { calendarDate, toColumn } from '#lib/domain/calendar-date.ts';
import type { AccountClass } from '#lib/domain/lists.ts';
import {
  aConnectedBusiness,
  aMethod,
  booksOf,
  type ConnectedBusiness,
  drainToTheEnd,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';

/**
 * Every kind of document in every state, in the books of each country, to the cent, with a tracked line and one without.
 * Each has one of the tax modes × base and foreign currency, another in each country: all six are shown of every kind in
 * every state, and of every country. The tax of 15 % is what Xero documents or was recorded to compute:
 * 541.25 holds 70.60 and 97.00 holds 12.65; on 25.06 and 25.61 it is 3.76 and 3.84. Of the other rates it is reckoned by
 * hand from the same rule, half a cent up.
 */

withSandbox();

type TaxMode = 'INCLUSIVE' | 'EXCLUSIVE' | 'NONE';
type Country = {
  base: string;
  foreign: string;
  /** The tax types of what is bought and of what is sold. */
  taxTypes: [string, string];
  /** Of each of the two lines; of what is sold where that has another rate. */
  inclusive: [number, number];
  exclusive: [number, number];
  sold?: Pick<Country, 'inclusive' | 'exclusive'>;
};

const countries: Record<string, Country> = {
  NZ: {
    ...{ base: 'NZD', foreign: 'AUD', taxTypes: ['INPUT2', 'OUTPUT2'] },
    ...{ inclusive: [70.6, 12.65], exclusive: [3.76, 3.84] },
  },
  GB: {
    ...{ base: 'GBP', foreign: 'EUR', taxTypes: ['INPUT2', 'OUTPUT2'] },
    ...{ inclusive: [90.21, 16.17], exclusive: [5.01, 5.12] },
  },
  AU: {
    ...{ base: 'AUD', foreign: 'NZD', taxTypes: ['INPUT', 'OUTPUT'] },
    ...{ inclusive: [49.2, 8.82], exclusive: [2.51, 2.56] },
  },
  // Ontario: 13 %.
  CA: {
    ...{ base: 'CAD', foreign: 'USD', taxTypes: ['CAN007', 'CAN020'] },
    ...{ inclusive: [62.27, 11.16], exclusive: [3.26, 3.33] },
  },
  US: {
    ...{ base: 'USD', foreign: 'CAD', taxTypes: ['INPUT', 'OUTPUT'] },
    ...{ inclusive: [0, 0], exclusive: [0, 0] },
    // 8.25 %.
    sold: { inclusive: [41.25, 7.39], exclusive: [2.07, 2.11] },
  },
  IE: {
    ...{ base: 'EUR', foreign: 'GBP', taxTypes: ['INPUT', 'OUTPUT'] },
    ...{ inclusive: [101.21, 18.14], exclusive: [5.76, 5.89] },
  },
  SG: {
    ...{ base: 'SGD', foreign: 'USD', taxTypes: ['INPUTY24', 'OUTPUTY24'] },
    ...{ inclusive: [44.69, 8.01], exclusive: [2.26, 2.3] },
  },
};

/** The two lines as they are priced: including tax, and before tax is added. */
const prices: Record<TaxMode, [number, number]> = {
  INCLUSIVE: [541.25, 97],
  EXCLUSIVE: [25.06, 25.61],
  NONE: [541.25, 97],
};

const kinds = [
  { workspace: 'COSTS', type: 'INVOICE', document: 'ACCPAY', money: 'SPEND' },
  { workspace: 'COSTS', type: 'CREDIT_NOTE', document: 'ACCPAYCREDIT', money: 'RECEIVE' },
  { workspace: 'SALES', type: 'INVOICE', document: 'ACCREC', money: 'RECEIVE' },
  { workspace: 'SALES', type: 'CREDIT_NOTE', document: 'ACCRECCREDIT', money: 'SPEND' },
] as const;
const destinations = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'BANK'] as const;
const modes = Object.keys(prices) as TaxMode[];

const ways = modes.flatMap((taxMode) => [true, false].map((isForeign) => ({ taxMode, isForeign })));
const names = Object.keys(countries);
type Cell = (typeof kinds)[number] & {
  destination: (typeof destinations)[number];
  taxMode: TaxMode;
  isForeign: boolean;
};

/** The cells of a country: each row in one of the ways, which is another one in the next country. */
function cells(name: string): Cell[] {
  const rows = kinds.flatMap((kind) => destinations.map((destination) => ({ ...kind, destination })));
  return rows.map((row, index) => {
    const way = ways[(names.indexOf(name) + index) % ways.length];
    if (!way) throw new Error('There is a way for each row');
    return { ...row, ...way };
  });
}

const currencyOf = ({ isForeign }: Cell, { base, foreign }: Country) => (isForeign ? foreign : base);

test('every kind in every state is shown with each tax mode in both currencies, and so is every country', () => {
  const all = names.flatMap((name) => cells(name).map((cell) => ({ name, ...cell })));
  const shown = new Set(
    all.flatMap(({ name, document, destination, taxMode, isForeign }) => [
      [document, destination, taxMode, isForeign].join(),
      [name, taxMode, isForeign].join(),
      [name, document, destination].join(),
    ]),
  );
  const rows = kinds.length * destinations.length;
  expect(shown.size).toBe(rows * ways.length + names.length * ways.length + names.length * rows);
});

const cents = (amount: number) => Math.round(amount * 100) / 100;

/** What the two lines come to, and the tax of both. */
function amountsOf({ taxMode, workspace }: Cell, country: Country) {
  const rate = (workspace === 'SALES' && country.sold) || country;
  const tax = taxMode === 'NONE' ? [0, 0] : taxMode === 'INCLUSIVE' ? rate.inclusive : rate.exclusive;
  const totals = prices[taxMode].map((price, line) => cents(price + (taxMode === 'EXCLUSIVE' ? (tax[line] ?? 0) : 0)));
  const [first = 0, second = 0] = totals;
  return { tax, totals, total: cents(first + second), totalTax: cents((tax[0] ?? 0) + (tax[1] ?? 0)) };
}

type Posted = {
  id: string;
  number?: string;
  reference: string;
  type: string;
  status: string;
  total: number;
  totalTax: number;
  currencyCode: string;
  currencyRate: number;
  lines: { tracking: unknown[]; taxAmount: number }[];
};
type Payment = { documentId: string; amount: number; date: string; type: string };

/** Twenty documents take their time on a busy machine. */
const MATRIX_MS = 240_000;

test.each(Object.entries(countries))(
  'in %s everything lands where it belongs, to the cent',
  async (name, country) => {
    const business = await aConnectedBusiness({
      country: name,
      currencies: [country.foreign],
      bankIn: country.foreign,
    });
    const items = await make(business, name, country);
    const outcomes = await publish(business, items);
    expect(outcomes.filter(({ outcome }) => outcome !== 'queued')).toEqual([]);
    // The note of each credit note is a call of its own, and has its test in destinations.test.ts.
    await db.publicationStep.deleteMany({
      where: { kind: 'NOTE', publication: { connectionId: business.connectionId } },
    });
    await drainToTheEnd(business);

    const [invoices, notes, money, payments] = await Promise.all([
      booksOf<Posted>(business, 'invoices'),
      booksOf<Posted>(business, 'creditNotes'),
      booksOf<Posted>(business, 'bankTransactions'),
      booksOf<Payment>(business, 'payments'),
    ]);
    const posted = new Map([...invoices, ...notes, ...money].map((each) => [each.number || each.reference, each]));
    expect(posted.size).toBe(items.length);
    for (const { cell, reference } of items) {
      const document = posted.get(reference);
      const { total, totalTax, tax } = amountsOf(cell, country);
      const isForBank = cell.destination === 'BANK';
      expect({ reference, ...document, payments: paymentsOf(payments, document) }, JSON.stringify(cell)).toMatchObject({
        type: isForBank ? cell.money : cell.document,
        status: isForBank ? 'AUTHORISED' : cell.destination,
        ...{ total, totalTax, currencyCode: currencyOf(cell, country) },
        currencyRate: cell.isForeign ? 1.25 : 1,
        lines: [
          { tracking: [expect.anything()], taxAmount: tax[0] },
          { tracking: [], taxAmount: tax[1] },
        ],
        payments: cell.destination === 'PAID' ? [{ amount: total, date: '2026-11-05' }] : [],
      });
    }
    const unexpected = await db.publication.findMany({
      where: {
        connectionId: business.connectionId,
        OR: [{ state: { not: 'COMPLETE' } }, { steps: { some: { state: { not: 'DONE' } } } }],
      },
      select: { state: true, reasons: true },
    });
    expect(unexpected).toEqual([]);
  },
  MATRIX_MS,
);

const paymentsOf = (payments: Payment[], document: Posted | undefined) =>
  payments.filter(({ documentId }) => documentId === document?.id).map(({ amount, date }) => ({ amount, date }));

/** The items of all cells, ready, each of two lines. */
async function make(business: ConnectedBusiness, name: string, country: Country) {
  const { scope, connectionId } = business;
  const { businessId } = scope;
  const accounts = await db.account.findMany({ where: { connectionId }, orderBy: { code: 'asc' } });
  const accountOf = (of: AccountClass) =>
    accounts.find((each) => each.class === of && isCodable({ ...each, class: of }))?.id ?? null;
  const rateOf = async (taxType: string) =>
    (await db.taxRate.findFirstOrThrow({ where: { connectionId, taxType }, select: { id: true } })).id;
  const [bought, sold] = country.taxTypes;
  const coding = {
    COSTS: { accountId: accountOf('EXPENSE'), taxRateId: await rateOf(bought) },
    SALES: { accountId: accountOf('REVENUE'), taxRateId: await rateOf(sold) },
  };
  const contact = await db.contact.findFirstOrThrow({ where: { connectionId, isArchived: false } });
  const north = await db.trackingOption.findFirstOrThrow({ where: { category: { connectionId }, name: 'North' } });
  const bank = accounts.find(
    ({ type, currencyCode }) => type === 'BANK' && (currencyCode ?? country.base) === country.base,
  );
  const method = await aMethod(business, bank?.code ?? '');
  const foreignMethod = await aMethod(business, '099');

  const made = cells(name).map((cell, index) => {
    const { tax, totals, total, totalTax } = amountsOf(cell, country);
    const isForBank = cell.destination === 'BANK';
    const isPaid = isForBank || cell.destination === 'PAID';
    const reference = `${cell.document}-${index}`;
    const { isForeign } = cell;
    return {
      ...{ cell, reference, id: randomUUID(), revision: 1 },
      item: {
        ...{ businessId, number: index + 1, workspace: cell.workspace, type: cell.type, contactId: contact.id },
        ...{ issuedOn: toColumn(calendarDate('2026-11-02')), dueOn: toColumn(calendarDate('2026-12-02')) },
        ...{ reference, currency: currencyOf(cell, country), taxMode: cell.taxMode, total, taxAmount: totalTax },
        exchangeRate: isForeign ? 1.25 : null,
        publishTo: isForBank ? ('BANK_ACCOUNT' as const) : ('DOCUMENT' as const),
        publishAs: isPaid ? ('AUTHORISED' as const) : (cell.destination as 'DRAFT' | 'SUBMITTED' | 'AUTHORISED'),
      },
      lines: totals.map((lineTotal, position) => ({
        ...{ businessId, position, description: 'Hire', total: lineTotal, ...coding[cell.workspace] },
        ...{ taxAmount: tax[position] ?? 0, tracking1OptionId: position === 0 ? north.id : null },
      })),
      payments: isPaid
        ? [
            {
              businessId,
              position: 0,
              amount: total,
              paidOn: toColumn(calendarDate('2026-11-05')),
              paymentMethodId: isForBank && isForeign ? foreignMethod : method,
            },
          ]
        : [],
    };
  });
  await db.item.createMany({ data: made.map(({ id, item }) => ({ id, ...item })) });
  await db.lineItem.createMany({
    data: made.flatMap(({ id: itemId, lines }) => lines.map((line) => ({ itemId, ...line }))),
  });
  await db.itemPayment.createMany({
    data: made.flatMap(({ id: itemId, payments }) => payments.map((paid) => ({ itemId, ...paid }))),
  });
  return made;
}
