import type { ApiCall } from '../api/context.ts';
import { add } from '../documents/amounts.ts';
import { amountDue } from '../invoices/record.ts';
import { type Allocation, type CreditKind, type CreditSums, type Payment, remainingCredit } from './record.ts';

type Scope = Pick<ApiCall, 'books' | 'now'>;

/** Computes anew what is paid and credited of an invoice, and whether it is paid. Call it after each change to either. */
export function settleInvoice({ books, now }: Scope, invoiceId: string): void {
  const invoice = books.invoices.require(invoiceId);
  const payments = livePayments(books.payments.find('document', invoiceId));
  const allocations = liveAllocations(books.allocations.find('invoice', invoiceId));
  const settled = {
    ...invoice,
    amountPaid: sumOf(payments),
    amountCredited: sumOf(allocations),
    updatedAt: now,
  };
  const isPaid = amountDue(settled) === 0;
  books.invoices.put({
    ...settled,
    status: isPaid ? 'PAID' : 'AUTHORISED',
    fullyPaidOn: isPaid ? lastDate([...payments, ...allocations]) : undefined,
  });
}

/** The same for what is allocated and refunded of a credit note, prepayment or overpayment. */
export function settleCredit({ books, now }: Scope, kind: CreditKind, id: string): void {
  const refunds = livePayments(books.payments.find('document', id));
  const allocations = liveAllocations(books.allocations.find('credit', id));
  const sums: CreditSums = { amountRefunded: sumOf(refunds), amountAllocated: sumOf(allocations) };
  if (kind !== 'CreditNote') {
    books.bankTransactions.put({ ...books.bankTransactions.require(id), ...sums, updatedAt: now });
    return;
  }
  const note = { ...books.creditNotes.require(id), ...sums, updatedAt: now };
  const isUsedUp = remainingCredit(note) === 0;
  books.creditNotes.put({
    ...note,
    status: isUsedUp ? 'PAID' : 'AUTHORISED',
    fullyPaidOn: isUsedUp ? lastDate([...refunds, ...allocations]) : undefined,
  });
}

export function livePayments(payments: Payment[]): Payment[] {
  return payments.filter((payment) => payment.status === 'AUTHORISED');
}

export function liveAllocations(allocations: Allocation[]): Allocation[] {
  return allocations.filter((allocation) => !allocation.isDeleted);
}

function sumOf(movements: { amount: number }[]): number {
  return add(...movements.map((movement) => movement.amount));
}

function lastDate(movements: { date: string }[]): string | undefined {
  return movements
    .map((movement) => movement.date)
    .sort()
    .at(-1);
}
