import type { ApiCall } from '../api/context.ts';
import { remainingCredit } from '../credit-notes/record.ts';
import { add } from '../documents/amounts.ts';
import { amountDue } from '../invoices/record.ts';
import type { Allocation, Payment } from './record.ts';

type Scope = Pick<ApiCall, 'books' | 'now'>;

/** Computes anew what is paid and credited of an invoice, and whether it is paid. Call it after each change to either. */
export function settleInvoice({ books, now }: Scope, invoiceId: string): void {
  const invoice = books.invoices.require(invoiceId);
  const payments = livePayments(books.payments.find('invoice', invoiceId));
  const allocations = liveAllocations(books.allocations.find('invoice', invoiceId));
  const settled = {
    ...invoice,
    amountPaid: add(...payments.map((payment) => payment.amount)),
    amountCredited: add(...allocations.map((allocation) => allocation.amount)),
    updatedAt: now,
  };
  const isPaid = amountDue(settled) === 0;
  books.invoices.put({
    ...settled,
    status: isPaid ? 'PAID' : 'AUTHORISED',
    fullyPaidOn: isPaid ? lastDate([...payments, ...allocations]) : undefined,
  });
}

/** The same for what is allocated and refunded of a credit note. */
export function settleCreditNote({ books, now }: Scope, creditNoteId: string): void {
  const note = books.creditNotes.require(creditNoteId);
  const refunds = livePayments(books.payments.find('creditNote', creditNoteId));
  const allocations = liveAllocations(books.allocations.find('creditNote', creditNoteId));
  const settled = {
    ...note,
    amountRefunded: add(...refunds.map((refund) => refund.amount)),
    amountAllocated: add(...allocations.map((allocation) => allocation.amount)),
    updatedAt: now,
  };
  const isUsedUp = remainingCredit(settled) === 0;
  books.creditNotes.put({
    ...settled,
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

function lastDate(movements: { date: string }[]): string | undefined {
  return movements
    .map((movement) => movement.date)
    .sort()
    .at(-1);
}
