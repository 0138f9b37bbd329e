import type { Payment, Payments } from 'xero-node';
import { decimal } from '#lib/domain/money.ts';
import { ok } from '#lib/domain/result.ts';
import type { DocumentTarget, Followed, LedgerPayment, LedgerResult, StoredRequest } from '../ledger.ts';
import type { LedgerReason } from '../ledger-error.ts';
import type { LedgerSession } from '../ledger-session.ts';
import { call } from './call.ts';
import { paidModel } from './document-endpoints.ts';
import { errorsIn, remarkOf } from './element-errors.ts';
import { dateOf } from './list-entries.ts';
import { reasonsOf } from './messages.ts';
import { required } from './required.ts';
import { assertSameBytes, fromWire, toWire } from './wire.ts';

/** Several at once have no verdict each, so a request has one payment. */
export function paymentBody({ kind, ledgerId }: DocumentTarget, payment: LedgerPayment): string {
  const model = {
    ...paidModel(kind, ledgerId),
    account: { accountID: payment.accountLedgerId },
    date: payment.paidOn,
    amount: decimal(payment.amount).toNumber(),
    ...(payment.exchangeRate !== null && { currencyRate: decimal(payment.exchangeRate).toNumber() }),
    reference: payment.reference ?? undefined,
  };
  return toWire({ payments: [model] }, 'Payments');
}

export async function createPayment(
  session: LedgerSession,
  { body, idempotencyKey }: StoredRequest,
): LedgerResult<Followed> {
  assertSameBytes(body, 'Payments');
  const answer = await call(session, { isWrite: true }, async (api) => {
    const sent = fromWire<Payments>(body);
    const { response, body: stored } = await api.createPayments(session.organisationId, sent, false, idempotencyKey);
    const elements = (response as { data?: { Payments?: unknown[] } }).data?.Payments;
    return { response, body: { payment: required(stored.payments?.[0], 'Payments'), element: elements?.[0] } };
  });
  if (!answer.ok) {
    const { error } = answer;
    return error.kind === 'rejected'
      ? { ok: false, error: { ...error, reasons: aboutPayments(error.reasons) } }
      : answer;
  }
  const { payment, element } = answer.value;
  const errors = errorsIn(element);
  if (payment.paymentID && payment.hasValidationErrors !== true && errors.length === 0) {
    return ok({ ok: true, ledgerId: payment.paymentID });
  }
  const reasons = reasonsOf(errors.length > 0 ? errors : [remarkOf('')], null);
  return ok({ ok: false, reasons: aboutPayments(reasons) });
}

/** The same sentences are said of documents: here an account, or a date, is the payment's. */
function aboutPayments(reasons: LedgerReason[]): LedgerReason[] {
  return reasons.map((reason) => {
    if (reason.field === 'accountId') {
      const message = 'Xero does not have the account of this payment. Link the payment method to another.';
      return { ...reason, code: 'bankAccountMissing', field: 'payments', message };
    }
    if (reason.code === 'periodLocked') {
      const message =
        'The payment lies in a period that is locked in Xero. Have the lock date moved there, or record it by hand.';
      return { ...reason, field: 'payments', message };
    }
    return { ...reason, field: 'payments' };
  });
}

/** The document's own payments tell: one of the same account, day and amount that is no other's of ours. */
export async function findPayment(
  session: LedgerSession,
  { kind, ledgerId }: DocumentTarget,
  body: string,
  others: ReadonlySet<string>,
): LedgerResult<string | null> {
  const [asked] = required(fromWire<Payments>(body).payments, 'Payments');
  const [owner, key] =
    kind === 'BILL' || kind === 'SALES_INVOICE' ? ['Invoice', 'InvoiceID'] : ['CreditNote', 'CreditNoteID'];
  const where = `${owner}.${key}==Guid("${ledgerId}") AND Status=="AUTHORISED"`;
  const answer = await call(session, { isWrite: false }, async (api) => {
    const { response, body: stored } = await api.getPayments(session.organisationId, undefined, where);
    return { response, body: required(stored.payments, 'Payments') };
  });
  if (!answer.ok) return answer;
  const found = answer.value.find((payment) => !others.has(payment.paymentID ?? '') && isSame(payment, asked));
  return ok(found?.paymentID ?? null);
}

function isSame(stored: Payment, asked: Payment | undefined): boolean {
  if (!asked || stored.amount === undefined || asked.amount === undefined) return false;
  return (
    stored.account?.accountID === asked.account?.accountID &&
    dateOf(stored.date) === asked.date &&
    decimal(String(stored.amount)).equals(String(asked.amount))
  );
}
