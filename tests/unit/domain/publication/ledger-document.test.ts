import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { type Coding, type CodingLine, emptyCoding } from '#lib/domain/coding/coding.ts';
import { emptyLine } from '#lib/domain/coding/line-items.ts';
import { standardHouseRules } from '#lib/domain/house-rules.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { decimal, toAmount } from '#lib/domain/money.ts';
import { ledgerDocument, markOf } from '#lib/domain/publication/ledger-document.ts';
import type { PublicationKind } from '#lib/domain/publication/publication.ts';
import { usualTaxSettings } from '#lib/domain/tax-settings.ts';
import { lists as books } from '#tests/support/coding.ts';

const applies = { ASSET: true, EQUITY: true, EXPENSE: true, LIABILITY: true, REVENUE: false };

const { rules } = books;

const lists: Lists = {
  rules,
  house: standardHouseRules,
  paymentMethods: new Map(),
  newContacts: 'AT_PUBLISHING',
  tax: usualTaxSettings,
  hasAccounts: true,
  asOf: {},
  accounts: new Map([
    [
      'account',
      {
        id: 'account',
        ledgerId: 'L-ACCOUNT',
        code: '429',
        name: 'General Expenses',
        type: 'OVERHEADS',
        class: 'EXPENSE',
        taxType: 'INPUT2',
        systemAccount: null,
        enablesPayments: false,
        isArchived: false,
      },
    ],
  ]),
  taxRates: new Map([
    [
      'rate',
      {
        id: 'rate',
        taxType: 'INPUT2',
        name: '20% (VAT on Expenses)',
        effectiveRate: '20',
        components: [],
        canApplyTo: applies,
        reportTaxType: null,
        isArchived: false,
      },
    ],
  ]),
  tracking: [
    {
      id: 'region',
      ledgerId: 'L-REGION',
      name: 'Region',
      isArchived: false,
      options: [{ id: 'north', ledgerId: 'L-NORTH', name: 'North', isArchived: false }],
    },
  ],
  contacts: new Map([
    ['contact', { id: 'contact', ledgerId: 'L-CONTACT', name: 'Bidfood', isCustomer: false, isArchived: false }],
    ['new', { id: 'new', ledgerId: null, name: 'Brand New', isCustomer: false, isArchived: false }],
  ]),
  owners: new Map(),
  flags: new Map(),
  products: new Map(),
  currencies: new Set(['GBP']),
};

const aCoding = (values: Partial<Coding> = {}): Coding => ({
  ...emptyCoding(),
  contactId: 'contact',
  issuedOn: calendarDate('2026-11-02'),
  dueOn: calendarDate('2026-12-02'),
  reference: 'INV-1',
  accountId: 'account',
  description: 'Paper',
  currency: 'GBP',
  total: '120.00',
  taxRateId: 'rate',
  taxAmount: '20.00',
  tracking1OptionId: 'north',
  ...values,
});

const aLine = (values: Partial<CodingLine> = {}): CodingLine => ({
  ...emptyLine('line'),
  description: 'Pens',
  quantity: '2',
  unitAmount: '30.00',
  accountId: 'account',
  taxRateId: 'rate',
  taxAmount: '10.00',
  total: '60.00',
  tracking1OptionId: null,
  tracking2OptionId: null,
  ...values,
});

const build = (coding: Coding, kind: PublicationKind = 'BILL') =>
  ledgerDocument(kind, coding, lists, 'https://books.example.com/open/1');

describe('the document of an item', () => {
  test.each<[string, PublicationKind, Partial<Coding>, string | null]>([
    ['an invoice has its due date', 'BILL', {}, '2026-12-02'],
    ['a receipt was due on its day, where the ledger wants to know', 'BILL', { type: 'RECEIPT' }, '2026-11-02'],
    ['a receipt as a draft has none', 'BILL', { type: 'RECEIPT', publishAs: 'DRAFT' }, null],
    ['a credit note has none', 'BILL_CREDIT_NOTE', { type: 'CREDIT_NOTE' }, null],
  ])('is due when it is to be paid: %s', (_what, kind, values, dueOn) => {
    expect(build(aCoding(values), kind).dueOn).toBe(dueOn);
  });

  test("without line items is one line of its own coding, in the ledger's ids", () => {
    expect(build(aCoding())).toEqual({
      kind: 'BILL',
      mark: 'https://books.example.com/open/1',
      publishAs: 'AUTHORISED',
      contactLedgerId: 'L-CONTACT',
      issuedOn: '2026-11-02',
      dueOn: '2026-12-02',
      reference: 'INV-1',
      currency: 'GBP',
      exchangeRate: null,
      total: '120.00',
      taxMode: 'INCLUSIVE',
      bankAccountLedgerId: null,
      lines: [
        {
          description: 'Paper',
          productCode: null,
          quantity: '1',
          unitAmount: '120.00',
          amount: '120.00',
          accountLedgerId: 'L-ACCOUNT',
          accountCode: '429',
          taxType: 'INPUT2',
          taxAmount: '20.00',
          taxIsOverridden: false,
          tracking: [
            { categoryLedgerId: 'L-REGION', categoryName: 'Region', optionLedgerId: 'L-NORTH', optionName: 'North' },
          ],
        },
      ],
    });
  });

  test('with line items has one line for each', () => {
    const { lines } = build(aCoding({ lines: [aLine(), aLine({ description: 'Paper' })] }));
    expect(lines.map(({ description, quantity, amount }) => [description, quantity, amount])).toEqual([
      ['Pens', '2', '60.00'],
      ['Paper', '2', '60.00'],
    ]);
  });

  test.each([
    ['20.00', false, '20.00'],
    ['19.99', true, '19.99'],
    ['0.00', true, '0.00'],
    [null, false, '20.00'],
  ])('with the tax %s tells it to the ledger: %s', (taxAmount, isOverridden, sent) => {
    const [line] = build(aCoding({ taxAmount })).lines;
    expect([line?.taxIsOverridden, line?.taxAmount]).toEqual([isOverridden, sent]);
  });

  test('of net prices tells net amounts, and the tax only where the ledger would add another', () => {
    const coding = aCoding({ taxMode: 'EXCLUSIVE', taxAmount: '20.00' });
    expect(build(coding)).toMatchObject({ taxMode: 'EXCLUSIVE', total: '120.00' });
    expect(build(coding).lines).toMatchObject([
      { quantity: '1', unitAmount: '100.00', amount: '100.00', taxAmount: '20.00', taxIsOverridden: false },
    ]);
    expect(build({ ...coding, taxAmount: '19.99' }).lines).toMatchObject([
      { amount: '100.01', taxAmount: '19.99', taxIsOverridden: true },
    ]);
  });

  test('without tax tells none, whatever rate was chosen before', () => {
    const { lines } = build(aCoding({ taxMode: 'NONE', taxAmount: null, taxRateId: null }));
    expect(lines).toMatchObject([{ amount: '120.00', taxType: null, taxAmount: '0.00', taxIsOverridden: false }]);
    expect(build(aCoding({ taxMode: 'NONE' })).lines[0]?.taxType).toBeNull();
  });

  test.each([
    ['a description', { description: 'Paper' }, 'Paper'],
    ['no description', { description: null }, 'INV-1'],
    ['neither description nor reference', { description: ' ', reference: null }, 'Bidfood'],
    ['control characters', { description: 'Pa\u0000per\u0007\nclips' }, 'Paper\nclips'],
  ])('with %s has a line that the ledger takes', (_, values, description) => {
    expect(build(aCoding(values)).lines[0]?.description).toBe(description);
  });

  test.each([
    ['multiply to it', '3', '3.3333', '10.00', ['3', '3.3333']],
    ['don’t multiply to it', '3', '3.33', '10.00', ['1', '10.00']],
    ['are not known', '7', null, '10.00', ['1', '10.00']],
  ])("keeps a line's total when quantity and price %s", (_, quantity, unitAmount, total, sent) => {
    const [line] = build(aCoding({ total, lines: [aLine({ quantity, unitAmount, total, taxAmount: null })] })).lines;
    expect([line?.quantity, line?.unitAmount]).toEqual(sent);
    expect(line?.amount).toBe(total);
  });

  test.each([
    ['a supplier that is not in the ledger', { contactId: 'new' }],
    ['an account of other books', { accountId: 'other' }],
    ['a tracking option of other books', { tracking1OptionId: 'other' }],
    ['no total', { total: null }],
  ])('can’t be made with %s', (_, values) => {
    expect(() => build(aCoding(values))).toThrow(RangeError);
  });

  test('always has lines whose quantity times price is their total, to the cent', () => {
    const cents = fc.integer({ min: 1, max: 10_000_000 }).map((value) => toAmount(decimal(String(value)).div(100), 2));
    const quantities = fc.integer({ min: 1, max: 100_000 }).map((value) => decimal(String(value)).div(100).toString());
    fc.assert(
      fc.property(cents, quantities, (total, quantity) => {
        const unitAmount = decimal(total).div(quantity).toDecimalPlaces(4).toString();
        const [line] = build(
          aCoding({ total, lines: [aLine({ quantity, unitAmount, total, taxAmount: null })] }),
        ).lines;
        expect(toAmount(decimal(line?.quantity ?? '0').times(line?.unitAmount ?? '0'), 2)).toBe(total);
      }),
    );
  });
});

test.each([
  ['https://books.example.com', 'https://books.example.com/open/7'],
  ['https://xero-books.example.com', null],
  ['https://XERO.example.com', null],
])('the link back to an item at %s is %s', (appUrl, mark) => {
  expect(markOf(appUrl, '7', rules)).toBe(mark);
});
