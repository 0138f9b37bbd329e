import { describe, expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { type BookDocument, likelihoodOf, type SoughtInBooks } from '#lib/domain/in-books.ts';
import { unansweredInBooks } from '#lib/domain/readiness/books-problem.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { aCoding, lists, organisation, today } from '#tests/support/coding.ts';

const item: SoughtInBooks = {
  ...{ workspace: 'COSTS', type: 'INVOICE', reference: 'INV-0042', currency: 'GBP', total: '120.00' },
  issuedOn: calendarDate('2026-11-02'),
};

const bill: BookDocument = {
  ...{ ledgerId: 'bill', kind: 'BILL', number: 'INV-0042', currency: 'GBP', total: '120', due: '120', url: null },
  ...{ issuedOn: calendarDate('2026-11-02'), dueOn: null, status: 'AUTHORISED' },
};

const on = (day: string) => ({ issuedOn: calendarDate(day) });

describe('how likely a document of the same contact is the item', () => {
  test.each<[string, Partial<BookDocument>, Partial<SoughtInBooks>, 'likely' | 'possible' | null]>([
    ['the same number, day and total', {}, {}, 'likely'],
    ['the number written otherwise', { number: 'inv 42' }, {}, 'likely'],
    ['the day on which somebody entered it, weeks later', on('2026-12-01'), {}, 'likely'],
    ['a draft of it', { status: 'DRAFT' }, {}, 'likely'],
    ['paid already', { status: 'PAID', due: '0' }, {}, 'likely'],
    ['the same number of the year before', on('2025-11-02'), {}, null],
    ['the same number and day, entered without tax', { total: '100' }, {}, 'possible'],
    ['the same number, a fee less, weeks later', { ...on('2026-11-30'), total: '119' }, {}, 'possible'],
    ['the same number, another total, weeks later', { ...on('2026-11-30'), total: '60' }, {}, null],
    ['the number with more around it', { number: 'INV-0042 Acme' }, {}, 'possible'],
    ['the number without what stands in front of it', { number: '20260042' }, { reference: 'RE-20260042' }, 'possible'],
    ['a part of the number, of another total', { number: '0042-1', total: '90' }, {}, null],
    ['rent of the next month: another number', { number: 'INV-0043', ...on('2026-12-02') }, {}, null],
    ['two of a day with numbers of their own', { number: 'INV-0043' }, {}, null],
    ['money spent that day, without a number', { kind: 'SPEND_MONEY', number: null }, {}, 'likely'],
    ['money spent three days later', { kind: 'SPEND_MONEY', number: null, ...on('2026-11-05') }, {}, 'possible'],
    ['money spent weeks later', { kind: 'SPEND_MONEY', number: null, ...on('2026-11-20') }, {}, null],
    ['a receipt without a number, the same day', {}, { reference: null, type: 'RECEIPT' }, 'likely'],
    ['a receipt without a number, of another total', { total: '121' }, { reference: null }, null],
    ['another currency', { currency: 'EUR' }, {}, null],
    ['voided there', { status: 'VOIDED' }, {}, null],
    ['deleted there', { status: 'DELETED' }, {}, null],
    ['a credit note of that number', { kind: 'BILL_CREDIT_NOTE' }, {}, null],
    ['a credit note, for one', { kind: 'BILL_CREDIT_NOTE' }, { type: 'CREDIT_NOTE' }, 'likely'],
    ['an invoice to a firm that is a supplier too', { kind: 'SALES_INVOICE' }, {}, null],
    ['an invoice, for a sale', { kind: 'SALES_INVOICE' }, { workspace: 'SALES' }, 'likely'],
  ])('%s', (_, there, here, expected) => {
    expect(likelihoodOf({ ...item, ...here }, { ...bill, ...there })).toBe(expected);
  });
});

describe('what the books may have already', () => {
  const alike = [
    { ...bill, ledgerId: 'other', likelihood: 'possible' as const },
    { ...bill, likelihood: 'likely' as const },
  ];
  const answered = (question: string) => [{ code: 'inBooks', question, by: 'Ada', byId: null, at: '' }] as const;
  const judge = (booksDuplicates: 'WARN' | 'STOP', confirmations: Parameters<typeof unansweredInBooks>[1] = []) =>
    readiness(
      aCoding({}),
      {
        workspace: 'COSTS',
        lists: { ...lists, house: { ...lists.house, booksDuplicates } },
        ...{ organisation, today, numbers: 'commaPoint' },
      },
      { twins: [], confirmations, inBooks: alike },
    ).map(({ code }) => code);

  test('stops an item only where the business wants that', () => {
    expect(judge('WARN')).toEqual([]);
    expect(judge('STOP')).toEqual(['inBooks']);
  });

  test('is asked about once for each document, the likeliest first', () => {
    expect(unansweredInBooks(alike, []).map(({ ledgerId }) => ledgerId)).toEqual(['bill', 'other']);
    expect(unansweredInBooks(alike, answered('bill')).map(({ ledgerId }) => ledgerId)).toEqual(['other']);
    expect(judge('STOP', answered('bill other'))).toEqual([]);
    expect(judge('STOP', answered('bill'))).toEqual(['inBooks']);
  });
});
