import { isZero } from '../amount.ts';
import { formatDate } from '../calendar-date.ts';
import type { Coding } from '../coding/coding.ts';
import { type CodingPayment, paymentBalance } from '../coding/payment-fields.ts';
import { foreignCurrency } from '../foreign-currency.ts';
import { isolated } from '../isolated.ts';
import type { Organisation, PaymentMethod } from '../lists.ts';
import { lockedPayments, lockSentence, paymentsMovedTo } from '../lock-dates.ts';
import { decimal, isFinerThan, sum } from '../money.ts';
import { writeNumber } from '../number-form.ts';
import { type Circumstances, moneyOf } from './circumstances.ts';
import { type Fix, type Problem, problem } from './problem.ts';

/** What is missing or wrong about what was paid; each is told once the one before it is put right. */
export function paymentProblems(coding: Coding, circumstances: Circumstances): Problem[] {
  const { payments, publishTo } = coding;
  if (payments.length === 0) {
    if (publishTo === 'DOCUMENT') return [];
    return [
      // Said at once, not only to who has been at the payments: the way to it is chosen elsewhere.
      problem(
        'paymentIncomplete',
        'payments',
        'It is for a bank account: mark it as paid, and say through which. What is still to be paid goes to purchases or sales.',
        { fixes: [asDocument] },
      ),
    ];
  }
  return [
    ...payments.flatMap((payment, index) => onePayment(payment, nameOf(index, payments.length), coding, circumstances)),
    ...tooMuch(coding, circumstances),
    ...(publishTo === 'BANK_ACCOUNT'
      ? notInOne(coding, circumstances)
      : [...unapproved(coding, circumstances), ...inLock(coding, circumstances)]),
  ];
}

const nameOf = (index: number, count: number) => (count === 1 ? 'the payment' : `payment ${index + 1}`);

function onePayment(
  { amount, paidOn, paymentMethodId }: CodingPayment,
  name: string,
  coding: Coding,
  circumstances: Circumstances,
): Problem[] {
  const { lists, numbers, organisation } = circumstances;
  const wrong = (code: 'paymentMissing' | 'amountTooFine', message: string) => [problem(code, 'payments', message)];
  if (amount === null || isZero(amount) || decimal(amount).isNegative()) {
    return wrong('paymentMissing', `Enter the amount of ${name}.`);
  }
  const { amountDigits } = lists.rules;
  if (isFinerThan(amount, amountDigits)) {
    const message = `The books keep ${amountDigits} decimals: ${name} of ${writeNumber(amount, numbers)} has more.`;
    return wrong('amountTooFine', message);
  }
  if (paidOn === null) return wrong('paymentMissing', `Enter the date of ${name}.`);
  if (paymentMethodId === null) return wrong('paymentMissing', `Choose the payment method of ${name}.`);
  const method = lists.paymentMethods.get(paymentMethodId);
  // Without books there is no account to go through.
  if (!organisation) return method ? [] : unusable(method, false);
  const trouble = unusable(method, coding.publishTo === 'BANK_ACCOUNT');
  return trouble.length > 0 || !method ? trouble : otherCurrency(method, coding, { ...circumstances, organisation });
}

function tooMuch(coding: Coding, circumstances: Circumstances): Problem[] {
  const { amountDigits } = circumstances.lists.rules;
  const money = moneyOf(coding, circumstances);
  const balance = paymentBalance(coding, amountDigits);
  if (balance === null || !decimal(balance).isNegative()) return [];
  const paid = sum(coding.payments.map(({ amount }) => amount ?? '0')).toFixed(amountDigits);
  const over = decimal(balance).negated().toFixed(amountDigits);
  return [
    problem('paymentTooLarge', 'payments', `The payments come to ${money(paid)}, ${money(over)} more than the total.`),
  ];
}

function unusable(method: PaymentMethod | undefined, isForBank: boolean): Problem[] {
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
  if (!method.enablesPayments) {
    const message = `The books take no payments from the account of ${name}. Have payments enabled for it there and reload the chart of accounts, or choose another.`;
    return [problem('paymentMethodUnusable', 'payments', message)];
  }
  if (isForBank && !method.isBankAccount) {
    const message = `${name} goes through no bank account, which this is for. Choose another, or publish it to purchases or sales.`;
    return [problem('paymentMethodUnusable', 'payments', message, { fixes: [asDocument] })];
  }
  return [];
}

const asDocument: Fix = { label: 'Publish to purchases or sales', kind: 'edit', changes: { publishTo: 'DOCUMENT' } };

/**
 * A bank account takes its own currency only. A document is paid from an account in its currency or in that of the books:
 * between two foreign ones nobody has told a rate.
 */
function otherCurrency(
  method: PaymentMethod,
  coding: Coding,
  circumstances: Circumstances & { organisation: Organisation },
): Problem[] {
  const { baseCurrency: base } = circumstances.organisation;
  const ofAccount = method.currency ?? base;
  const isConverted = foreignCurrency(coding, circumstances)?.outcome === 'converted';
  const currency = isConverted ? base : (coding.currency ?? base);
  if (ofAccount === currency) return [];
  const name = isolated(method.name);
  if (coding.publishTo === 'BANK_ACCOUNT') {
    const message = `${name} is an account in ${ofAccount}, and this is in ${currency}: a bank account takes its own currency only. Choose another, or publish it to purchases or sales, where the payment is converted.`;
    return [problem('paymentCurrency', 'payments', message, { fixes: [asDocument] })];
  }
  if (ofAccount === base || currency === base) return [];
  const message = `${name} is an account in ${ofAccount}, and this is in ${currency}. Choose an account in ${currency} or ${base}.`;
  return [problem('paymentCurrency', 'payments', message)];
}

/** Money spent or received is one transaction: of all of it, on one day, through one account. */
function notInOne(coding: Coding, circumstances: Circumstances): Problem[] {
  const [first, ...others] = coding.payments;
  if (!first || coding.total === null) return [];
  const balance = paymentBalance(coding, circumstances.lists.rules.amountDigits);
  const isAll = balance !== null && decimal(balance).isZero();
  if (isAll && others.length === 0) return [];
  const message =
    others.length > 0
      ? 'On a bank account it is one payment of the whole total. Make it one, or publish it to purchases or sales, which take several.'
      : `On a bank account it is paid in full: ${moneyOf(coding, circumstances)(balance ?? '0')} is left. Enter the whole total, or publish it to purchases or sales, which take parts.`;
  const whole: Fix = {
    label: 'Make it one payment of the total',
    kind: 'edit',
    changes: { payments: [{ ...first, amount: coding.total }] },
  };
  return [problem('paymentIncomplete', 'payments', message, { fixes: [whole, asDocument] })];
}

/** Only what is approved can be paid in the books. */
function unapproved({ publishAs }: Coding, { lists: { rules } }: Circumstances): Problem[] {
  if (publishAs === 'AUTHORISED') return [];
  const status = (of: Coding['publishAs']) => rules.statusNames[of].toLowerCase();
  const message = `A payment goes with what is ${status('AUTHORISED')}, and this is to be published as ${status(publishAs)}. Choose that status, or take the payment out.`;
  const fix: Fix = { label: `Publish as ${status('AUTHORISED')}`, kind: 'edit', changes: { publishAs: 'AUTHORISED' } };
  return [problem('paymentNeedsApproval', 'publishAs', message, { fixes: [fix] })];
}

/** What a credit note is set against has to be possible; nothing that is named is left out in silence. */
export function creditForProblems(coding: Coding, { lists: { rules } }: Circumstances): Problem[] {
  const { creditFor, type, publishTo, publishAs, payments } = coding;
  if (!creditFor || type !== 'CREDIT_NOTE') return [];
  const wrong = (message: string, ...fixes: Fix[]) => [problem('creditForUnusable', 'creditFor', message, { fixes })];
  const clear: Fix = { label: 'Set it against nothing', kind: 'edit', changes: { creditFor: null } };
  if (publishTo === 'BANK_ACCOUNT') {
    return wrong(
      'Its money came back to a bank account, so nothing is left to set against a document.',
      clear,
      asDocument,
    );
  }
  const balance = paymentBalance(coding, rules.amountDigits);
  if (payments.length > 0 && balance !== null && decimal(balance).isZero()) {
    return wrong('All of its money came back, so nothing is left to set against a document.', clear);
  }
  if (publishAs === 'AUTHORISED') return [];
  const status = (of: Coding['publishAs']) => rules.statusNames[of].toLowerCase();
  return wrong(
    `Only a credit note that is ${status('AUTHORISED')} is set against a document, and this is to be published as ${status(publishAs)}.`,
    { label: `Publish as ${status('AUTHORISED')}`, kind: 'edit', changes: { publishAs: 'AUTHORISED' } },
    clear,
  );
}

/** A payment has a day of its own, which the books refuse while it is locked. */
function inLock(coding: Coding, circumstances: Circumstances): Problem[] {
  const locked = lockedPayments(coding, circumstances);
  const { lockPolicy } = circumstances.lists.house;
  if (!locked || lockPolicy === 'MOVE') return [];
  const { firstOpenDay, places } = locked;
  const told = `${lockSentence(locked.lock)}, and a payment of it lies before.`;
  if (lockPolicy === 'STOP') {
    const message = `${told} It stops here, by Business settings > Publishing, until the period is opened or you date it otherwise.`;
    return [problem('periodLocked', 'payments', message)];
  }
  const fix: Fix = {
    label: `Pay it on ${formatDate(firstOpenDay)}`,
    kind: 'edit',
    changes: { payments: paymentsMovedTo(firstOpenDay, coding, places) },
  };
  return [problem('periodLocked', 'payments', told, { fixes: [fix] })];
}
