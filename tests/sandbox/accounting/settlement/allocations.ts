import { type Answer, resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, envelope, todayOf } from '../api/context.ts';
import { ElementRefused, Refusal, validationFailed } from '../api/failures.ts';
import type { Fields } from '../api/reading.ts';
import { writeElements } from '../api/write-elements.ts';
import { round } from '../documents/amounts.ts';
import { requireApprover } from '../documents/approval.ts';
import { lockDateProblem, lockedDocumentProblem } from '../documents/lock-dates.ts';
import { recordHistory } from '../history/record-history.ts';
import { amountDue, type Invoice } from '../invoices/record.ts';
import { type Credit, findCredit } from './credit.ts';
import { allocationJson } from './json.ts';
import type { Allocation, CreditKind } from './record.ts';
import { settleCredit, settleInvoice } from './settle.ts';

/** PUT /{CreditNotes|Prepayments|Overpayments}/:id/Allocations */
export function allocate(call: ApiCall, kind: CreditKind, creditId: string): Answer {
  return writeElements(
    call,
    'Allocations',
    (fields) => ({ json: allocationJson(call.books, createAllocation(call, kind, creditId, fields)) }),
    (fields) => fields.raw,
  );
}

/** DELETE /{CreditNotes|Prepayments|Overpayments}/:id/Allocations/:allocation: answers the allocation itself, in no list. */
export function deleteAllocation(call: ApiCall, creditId: string): Answer {
  const allocation = call.books.allocations.get(call.params.allocation?.toLowerCase());
  if (!allocation || allocation.creditId !== creditId || allocation.isDeleted) {
    throw new Refusal(resourceNotFound(), 'No such allocation');
  }
  return envelope(call, allocationJson(call.books, removeAllocation(call, allocation)));
}

/** Takes back what was set against an invoice: both are as they were before. */
export function removeAllocation(call: ApiCall, allocation: Allocation): Allocation {
  requireApprover(call, 'AUTHORISED');
  const locked = lockedDocumentProblem(call, allocation.date);
  if (locked) {
    throw validationFailed([{ AllocationID: allocation.id, ValidationErrors: [{ Message: locked }] }]);
  }
  const removed = call.books.allocations.put({ ...allocation, isDeleted: true });
  settleCredit(call, allocation.creditKind, allocation.creditId);
  settleInvoice(call, allocation.invoiceId);
  recordHistory(call, allocation.creditId, 'Allocation removed', `${allocation.amount.toFixed(2)} is available again.`);
  return removed;
}

/** Sets a part of a credit against an invoice, or refuses the element. */
export function createAllocation(call: ApiCall, kind: CreditKind, creditId: string, fields: Fields): Allocation {
  requireApprover(call, 'AUTHORISED');
  const credit = findCredit(call.books, kind, creditId);
  if (!credit) throw new Refusal(resourceNotFound(), `No such ${kind}`);
  const invoice = call.books.invoices.get(fields.object('Invoice')?.guid('InvoiceID'));
  const amount = round(fields.decimal('Amount') ?? 0);
  const date = fields.date('Date') ?? todayOf(call);
  const problems = invoice ? problemsOf(call, credit, invoice, amount, date) : ['Invoice could not be found'];
  if (!invoice || problems.length > 0) throw new ElementRefused(problems);
  const allocation = call.books.allocations.put({
    id: crypto.randomUUID(),
    creditKind: kind,
    creditId,
    invoiceId: invoice.id,
    amount,
    date,
    isDeleted: false,
  });
  settleCredit(call, kind, creditId);
  settleInvoice(call, invoice.id);
  const shown = amount.toFixed(2);
  recordHistory(call, creditId, 'Credit applied', `${shown} applied to ${invoice.number || 'a bill'}.`);
  recordHistory(call, invoice.id, 'Credit applied', `${shown} applied from ${credit.label}.`);
  return allocation;
}

/** What messages call a credit. The words about credit notes are Xero's; those about the others follow them. */
const WORDS: Record<CreditKind, string> = {
  CreditNote: 'Credit Note',
  Prepayment: 'Prepayment',
  Overpayment: 'Overpayment',
};

function problemsOf(call: ApiCall, credit: Credit, invoice: Invoice, amount: number, date: string): string[] {
  const word = WORDS[credit.kind];
  const problems: string[] = [];
  if (invoice.type !== credit.invoiceType) problems.push(`${word} cannot be allocated to an incorrect invoice type`);
  if (invoice.contactId !== credit.contactId) {
    problems.push('The ContactID and the TargetTransaction ContactID do not match');
  }
  if (invoice.currencyCode !== credit.currencyCode) {
    problems.push(`${word} cannot be allocated to an invoice in another currency`);
  }
  if (invoice.status === 'PAID') problems.push('The invoice you are trying to allocate to has already been paid off');
  else if (invoice.status !== 'AUTHORISED' || !['AUTHORISED', 'PAID'].includes(credit.status)) {
    problems.push('Payments can only be made against Authorised documents');
  } else if (amount <= 0 || amount > Math.min(credit.remaining, amountDue(invoice))) {
    problems.push(`${word} cannot be allocated as amount is greater than amount outstanding`);
  }
  const locked = lockDateProblem(call, date);
  return locked ? [...problems, locked] : problems;
}
