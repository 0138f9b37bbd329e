import { describe, expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { type CodingPayment, paymentBalance } from '#lib/domain/coding/payment-fields.ts';
import { assess } from '#lib/domain/readiness/assessment.ts';
import type { ProblemCode } from '#lib/domain/readiness/problem.ts';
import { aCoding, lists, organisation, today } from '#tests/support/coding.ts';

const circumstances = { workspace: 'COSTS', lists, organisation, today, numbers: 'commaPoint' } as const;

const paid = (changes: Partial<CodingPayment> = {}): CodingPayment => ({
  id: 'one',
  amount: '120.00',
  paidOn: calendarDate('2026-11-05'),
  paymentMethodId: 'card',
  ...changes,
});

const judged = (changes: Partial<Coding>) =>
  assess({ coding: aCoding(changes), refusal: [], twins: [], confirmations: [] }, circumstances);

const forBank = (changes: Partial<Coding> = {}): Partial<Coding> => ({
  publishTo: 'BANK_ACCOUNT',
  payments: [paid()],
  ...changes,
});

test.each<[string, Partial<Coding>]>([
  ['paid', { payments: [paid()] }],
  ['paid in part', { payments: [paid({ amount: '20.00' })] }],
  ['paid in parts, by several methods', { payments: [paid({ amount: '20.00' }), paid({ id: 'b', amount: '100.00' })] }],
  ['a credit note whose money came back', { type: 'CREDIT_NOTE', payments: [paid()] }],
  ['a credit note that is set against a bill', { type: 'CREDIT_NOTE', creditFor: 'INV-6' }],
  ['for a bank account', forBank({ dueOn: null })],
  ['for an account in its currency', forBank({ currency: 'EUR', payments: [paid({ paymentMethodId: 'euros' })] })],
  ['in euros, for an account in pounds, with a rate', forBank({ currency: 'EUR', exchangeRate: '1.2' })],
  ['in euros, paid from an account in euros', { currency: 'EUR', payments: [paid({ paymentMethodId: 'euros' })] }],
  ['in euros, paid from an account in pounds', { currency: 'EUR', payments: [paid()] }],
  ['in pounds, paid from an account in euros', { payments: [paid({ paymentMethodId: 'euros' })] }],
])('what is %s is ready', (_what, changes) => {
  expect(judged(changes).problems).toEqual([]);
});

describe('what is missing or wrong is known before it could be published', () => {
  const loan = { publishTo: 'BANK_ACCOUNT', payments: [paid({ paymentMethodId: 'loan' })] } as const;
  test.each<[string, Partial<Coding>, [ProblemCode, string][]]>([
    ['no amount', { payments: [paid({ amount: null })] }, [['paymentMissing', 'payments']]],
    ['no date', { payments: [paid({ paidOn: null })] }, [['paymentMissing', 'payments']]],
    ['no method', { payments: [paid({ paymentMethodId: null })] }, [['paymentMissing', 'payments']]],
    ['a method that is gone', { payments: [paid({ paymentMethodId: 'x' })] }, [['paymentMethodUnusable', 'payments']]],
    [
      'one without account',
      { payments: [paid({ paymentMethodId: 'unlinked' })] },
      [['paymentMethodUnusable', 'payments']],
    ],
    [
      'an account that payments are not enabled for',
      { payments: [paid({ paymentMethodId: 'wages' })] },
      [['paymentMethodUnusable', 'payments']],
    ],
    ["a director's loan", { payments: [paid({ paymentMethodId: 'loan' })] }, []],
    [
      "a director's loan, for a bank account",
      { ...loan, payments: [...loan.payments] },
      [['paymentMethodUnusable', 'payments']],
    ],
    ['a bank account and no payment', { publishTo: 'BANK_ACCOUNT' }, [['paymentIncomplete', 'payments']]],
    ['too much', { payments: [paid(), paid({ id: 'two', amount: '0.01' })] }, [['paymentTooLarge', 'payments']]],
    ['a draft', { publishAs: 'DRAFT', payments: [paid()] }, [['paymentNeedsApproval', 'publishAs']]],
    ['a fraction of a cent', { payments: [paid({ amount: '1.005' })] }, [['amountTooFine', 'payments']]],
    [
      'a part, for a bank account',
      forBank({ payments: [paid({ amount: '20.00' })] }),
      [['paymentIncomplete', 'payments']],
    ],
    [
      'two, for a bank account',
      forBank({ payments: [paid({ amount: '20.00' }), paid({ id: 'two', amount: '100.00' })] }),
      [['paymentIncomplete', 'payments']],
    ],
    [
      'pounds, for an account in euros',
      forBank({ payments: [paid({ paymentMethodId: 'euros' })] }),
      [['paymentCurrency', 'payments']],
    ],
    [
      'euros, for an account in pounds, without a rate',
      forBank({ currency: 'EUR' }),
      [['exchangeRateMissing', 'exchangeRate']],
    ],
    [
      'dollars, paid from an account in euros',
      { currency: 'USD', payments: [paid({ paymentMethodId: 'euros' })] },
      [
        ['paymentCurrency', 'payments'],
        ['currencyNotEnabled', 'currency'],
      ],
    ],
    [
      'a day in a locked period',
      { payments: [paid({ paidOn: calendarDate('2026-03-31') })] },
      [['periodLocked', 'payments']],
    ],
    [
      'a day in a locked period, for a bank account',
      forBank({ payments: [paid({ paidOn: calendarDate('2026-03-31') })] }),
      [['periodLocked', 'payments']],
    ],
    [
      'a credit that came back, and is set against a bill too',
      { type: 'CREDIT_NOTE', creditFor: 'INV-6', payments: [paid()] },
      [['creditForUnusable', 'creditFor']],
    ],
    [
      'a credit of a draft, set against a bill',
      { type: 'CREDIT_NOTE', creditFor: 'INV-6', publishAs: 'DRAFT' },
      [['creditForUnusable', 'creditFor']],
    ],
  ])('%s', (_what, changes, expected) => {
    expect(judged(changes).problems.map(({ code, field }) => [code, field])).toEqual(expected);
  });
});

test.each([
  [[], '120.00'],
  [['20.00', '0.50'], '99.50'],
  [['120.00'], '0.00'],
  [['100.00', '30.00'], '-10.00'],
])('of 120.00, payments of %j leave %s to pay', (amounts, balance) => {
  const payments = amounts.map((amount, index) => paid({ id: `${index}`, amount }));
  expect(paymentBalance(aCoding({ payments }), 2)).toBe(balance);
});
