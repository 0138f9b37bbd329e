import { isZero } from '../amount.ts';
import type { Coding } from '../coding/coding.ts';
import { paymentBalance } from '../coding/payment-fields.ts';
import { isolated } from '../isolated.ts';
import type { PaymentMethod } from '../lists.ts';
import { decimal, sum } from '../money.ts';
import { writeNumber } from '../number-form.ts';
import type { Circumstances } from './circumstances.ts';
import { type Fix, type Problem, problem } from './problem.ts';

/** What is missing or wrong about what was paid; each is told once the one before it is put right. */
export function paymentProblems(coding: Coding, circumstances: Circumstances): Problem[] {
  const { payments, publishTo, publishAs } = coding;
  const { lists, numbers, organisation } = circumstances;
  const isForBank = publishTo === 'BANK_ACCOUNT';
  if (payments.length === 0) {
    if (!isForBank) return [];
    return [
      problem('paymentMissing', 'payments', 'Mark it as paid, and say from which account: it is for a bank account.'),
    ];
  }
  const incomplete = payments.flatMap((payment, index) => {
    const name = payments.length === 1 ? 'the payment' : `payment ${index + 1}`;
    const method = payment.paymentMethodId === null ? null : lists.paymentMethods.get(payment.paymentMethodId);
    if (payment.amount === null || isZero(payment.amount) || decimal(payment.amount).isNegative()) {
      return [problem('paymentMissing', 'payments', `Enter the amount of ${name}.`)];
    }
    if (payment.paidOn === null) return [problem('paymentMissing', 'payments', `Enter the date of ${name}.`)];
    if (payment.paymentMethodId === null) {
      return [problem('paymentMissing', 'payments', `Choose the payment method of ${name}.`)];
    }
    // Without books there is no account to go through.
    return organisation || !method ? unusable(method, isForBank) : [];
  });
  const { amountDigits } = lists.rules;
  const balance = paymentBalance(coding, amountDigits);
  const over = balance !== null && decimal(balance).isNegative();
  const tooMuch = over
    ? [
        problem(
          'paymentTooLarge',
          'payments',
          `The payments come to ${writeNumber(sum(payments.map(({ amount }) => amount ?? '0')).toFixed(amountDigits), numbers)}, ${writeNumber(decimal(balance).negated().toFixed(amountDigits), numbers)} more than the total.`,
        ),
      ]
    : [];
  return [...incomplete, ...tooMuch, ...(isForBank ? [] : unapproved(publishAs, circumstances))];
}

function unusable(method: PaymentMethod | null | undefined, isForBank: boolean): Problem[] {
  if (!method) {
    return [problem('paymentMethodUnusable', 'payments', 'This payment method is no longer there. Choose another.')];
  }
  const name = isolated(method.name);
  const where = 'Choose another, or link it under Lists > Payment methods.';
  if (method.trouble === 'noAccount' || method.trouble === 'otherBooks') {
    return [problem('paymentMethodUnusable', 'payments', `${name} goes through no account of these books. ${where}`)];
  }
  if (method.trouble === 'archivedAccount') {
    return [problem('paymentMethodUnusable', 'payments', `The account of ${name} is archived in the books. ${where}`)];
  }
  if (isForBank && !method.isBankAccount) {
    const message = `${name} goes through no bank account, which this is for. Choose another, or publish it to purchases or sales.`;
    return [problem('paymentMethodUnusable', 'payments', message)];
  }
  return [];
}

/** Only what is approved can be paid in the books. */
function unapproved(publishAs: Coding['publishAs'], { lists: { rules } }: Circumstances): Problem[] {
  if (publishAs === 'AUTHORISED') return [];
  const status = (of: Coding['publishAs']) => rules.statusNames[of].toLowerCase();
  const message = `A payment goes with what is ${status('AUTHORISED')}, and this is to be published as ${status(publishAs)}. Choose that status, or take the payment out.`;
  const fix: Fix = { label: `Publish as ${status('AUTHORISED')}`, kind: 'edit', changes: { publishAs: 'AUTHORISED' } };
  return [problem('paymentNeedsApproval', 'publishAs', message, { fixes: [fix] })];
}
