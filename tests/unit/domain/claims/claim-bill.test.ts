import { describe, expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { type ClaimHead, claimBills } from '#lib/domain/claims/claim-bill.ts';
import { type BillState, claimStatus } from '#lib/domain/claims/claim-status.ts';
import { type Coding, emptyCoding } from '#lib/domain/coding/coding.ts';
import { emptyLine } from '#lib/domain/coding/line-items.ts';
import type { Lists } from '#lib/domain/lists.ts';

const claim: ClaimHead = {
  ...{ name: 'November', description: '', contactId: 'ada', publishTo: 'DOCUMENT', publishAs: 'DRAFT' },
  ...{ endsOn: calendarDate('2026-11-30'), dueOn: null, paymentMethodId: null },
};
const lists = {
  rules: { amountDigits: 2, noTaxType: 'NONE' },
  taxRates: new Map([['free', { id: 'free', taxType: 'NONE' }]]),
} as unknown as Pick<Lists, 'rules' | 'taxRates'>;

const anItem = (id: string, coding: Partial<Coding>) => ({
  id,
  contactName: 'Costa',
  coding: { ...emptyCoding(), issuedOn: calendarDate('2026-11-02'), currency: 'GBP', ...coding },
});
const billsOf = (...items: ReturnType<typeof anItem>[]) =>
  claimBills(claim, items, { lists, baseCurrency: 'GBP' }, (of) => `new ${of}`);

describe('the bill of a claim', () => {
  test('has a line of an item’s own coding, told by where, when and what', () => {
    const [bill] = billsOf(
      anItem('1', { total: '12.00', taxAmount: '2.00', accountId: 'travel', taxRateId: 'vat', description: 'Coffee' }),
    );
    expect(bill?.coding).toMatchObject({
      reference: 'November',
      total: '12.00',
      dueOn: '2026-11-30',
      taxMode: 'INCLUSIVE',
    });
    expect(bill?.coding.lines).toMatchObject([
      {
        description: 'Costa, 2 Nov 2026, Coffee',
        accountId: 'travel',
        taxRateId: 'vat',
        total: '12.00',
        taxAmount: '2.00',
      },
    ]);
  });

  test('has the lines of an item that has some, at gross prices, and knows whose each is', () => {
    const line = { ...emptyLine('l'), total: '6.00', taxAmount: '1.00', unitAmount: '2.50', quantity: '2' };
    const [bill] = billsOf(
      anItem('1', { taxMode: 'EXCLUSIVE', total: '12.00', lines: [line, { ...line, id: 'm' }] }),
      anItem('2', { total: '3.00' }),
    );
    expect(bill?.sources).toEqual(['1', '1', '2']);
    expect(bill?.coding.lines[0]).toMatchObject({ id: 'new l', quantity: '1', unitAmount: '6.00', total: '6.00' });
    expect(bill?.coding.total).toBe('15.00');
  });

  test('is one of each currency, and takes off what a credit note gives back', () => {
    const bills = billsOf(
      anItem('1', { total: '12.00' }),
      anItem('2', { total: '50.00', currency: 'EUR' }),
      anItem('3', { type: 'CREDIT_NOTE', total: '2.00', taxAmount: '0.40' }),
    );
    expect(bills.map(({ currency, coding }) => [currency, coding.total, coding.reference])).toEqual([
      ['GBP', '10.00', 'November GBP'],
      ['EUR', '50.00', 'November EUR'],
    ]);
    expect(bills[0]?.coding.lines[1]).toMatchObject({ total: '-2.00', taxAmount: '-0.40' });
  });

  test('gives what is free of tax the rate for that beside what is not, and knows no tax where nothing does', () => {
    const free = anItem('1', { taxMode: 'NONE', total: '5.00' });
    const [mixed] = billsOf(free, anItem('2', { total: '12.00', taxRateId: 'vat' }));
    expect(mixed?.coding.lines.map(({ taxRateId }) => taxRateId)).toEqual(['free', 'vat']);
    expect(billsOf(free)[0]?.coding).toMatchObject({ taxMode: 'NONE', lines: [{ taxRateId: null, taxAmount: null }] });
  });

  test('is paid whole from the account that it is published to', () => {
    const [bill] = claimBills(
      { ...claim, publishTo: 'BANK_ACCOUNT', paymentMethodId: 'card' },
      [anItem('1', { total: '12.00' })],
      { lists, baseCurrency: 'GBP' },
      (of) => of,
    );
    expect(bill?.coding.payments).toMatchObject([{ amount: '12.00', paidOn: '2026-11-30', paymentMethodId: 'card' }]);
  });
});

const bill = (status: BillState['status'], life: BillState['life'] = null): BillState => ({
  status,
  life,
  isSpent: false,
});
test.each<[BillState[], boolean, number, string]>([
  [[], false, 0, 'DRAFT'],
  [[bill('READY')], false, 0, 'READY'],
  [[bill('READY')], false, 1, 'DRAFT'],
  [[bill('TO_REVIEW')], false, 0, 'DRAFT'],
  [[bill('READY')], true, 0, 'PUBLISHING'],
  [[bill('PUBLISHED'), bill('WAITING')], false, 0, 'PUBLISHING'],
  [[bill('PUBLISHED'), bill('REFUSED')], false, 0, 'FAILED'],
  [[bill('PUBLISHED', 'PAID'), bill('PUBLISHED', 'AUTHORISED')], false, 0, 'PUBLISHED'],
  [[bill('PUBLISHED', 'PAID'), { ...bill('PUBLISHED'), isSpent: true }], false, 0, 'PAID'],
])('a claim with bills %j, prepared: %s, with %d things to do, is %s', (bills, isPrepared, problems, status) => {
  expect(claimStatus(bills, { isPrepared, problems })).toBe(status);
});
