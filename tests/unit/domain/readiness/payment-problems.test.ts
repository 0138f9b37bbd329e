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

test.each<[string, Partial<Coding>, string]>([
  ['is paid', { payments: [paid()] }, 'a payment'],
  ['is paid in part', { payments: [paid({ amount: '20.00' })] }, 'a payment'],
  ['is a credit note whose money came back', { type: 'CREDIT_NOTE', payments: [paid()] }, 'a refund'],
  ['is for a bank account', { publishTo: 'BANK_ACCOUNT', payments: [paid()], dueOn: null }, 'for a bank account'],
])('what %s is held, and nothing is wrong with it', (_what, changes, words) => {
  const { problems, held } = judged(changes);
  expect(problems).toEqual([]);
  expect(held).toHaveLength(1);
  expect(held[0]).toContain(words);
  expect(held[0]).toMatch(/It is held as it is, and becomes ready by itself\.$/);
});

test('what is neither is not held', () => {
  expect(judged({}).held).toEqual([]);
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
    ["a director's loan", { payments: [paid({ paymentMethodId: 'loan' })] }, []],
    [
      "a director's loan, for a bank account",
      { ...loan, payments: [...loan.payments] },
      [['paymentMethodUnusable', 'payments']],
    ],
    ['a bank account and no payment', { publishTo: 'BANK_ACCOUNT' }, [['paymentMissing', 'payments']]],
    ['too much', { payments: [paid(), paid({ id: 'two', amount: '0.01' })] }, [['paymentTooLarge', 'payments']]],
    ['a draft', { publishAs: 'DRAFT', payments: [paid()] }, [['paymentNeedsApproval', 'publishAs']]],
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
