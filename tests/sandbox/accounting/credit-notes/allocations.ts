import { type Answer, resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, envelope, todayOf } from '../api/context.ts';
import { ElementRefused, Refusal } from '../api/failures.ts';
import type { Fields } from '../api/reading.ts';
import { writeElements } from '../api/write-elements.ts';
import { lockDateProblem } from '../documents/lock-dates.ts';
import { recordHistory } from '../history/record-history.ts';
import { amountDue, type Invoice } from '../invoices/record.ts';
import { allocationJson } from '../settlement/json.ts';
import type { Allocation } from '../settlement/record.ts';
import { settleCreditNote, settleInvoice } from '../settlement/settle.ts';
import { type CreditNote, remainingCredit } from './record.ts';

/** PUT /CreditNotes/:id/Allocations */
export function allocate(call: ApiCall, note: CreditNote): Answer {
  return writeElements(
    call,
    'Allocations',
    (fields) => ({
      json: allocationJson(call.books, createAllocation(call, call.books.creditNotes.require(note.id), fields)),
    }),
    (fields) => fields.raw,
  );
}

/** DELETE /CreditNotes/:id/Allocations/:allocation */
export function deleteAllocation(call: ApiCall, note: CreditNote): Answer {
  const allocation = call.books.allocations.get(call.params.allocation?.toLowerCase());
  if (!allocation || allocation.creditNoteId !== note.id || allocation.isDeleted) {
    throw new Refusal(resourceNotFound(), 'No such allocation');
  }
  const deleted = call.books.allocations.put({ ...allocation, isDeleted: true });
  settleCreditNote(call, note.id);
  settleInvoice(call, allocation.invoiceId);
  recordHistory(call, note.id, 'Allocation removed', `${allocation.amount.toFixed(2)} is available again.`);
  return envelope(call, { Allocations: [allocationJson(call.books, deleted)] });
}

function createAllocation(call: ApiCall, note: CreditNote, fields: Fields): Allocation {
  const invoice = call.books.invoices.get(fields.object('Invoice')?.guid('InvoiceID'));
  const amount = fields.decimal('Amount') ?? 0;
  const date = fields.date('Date') ?? todayOf(call);
  const problems = invoice ? problemsOf(call, note, invoice, amount, date) : ['Invoice could not be found'];
  if (!invoice || problems.length > 0) throw new ElementRefused(problems);
  const id = crypto.randomUUID();
  const allocation = { id, creditNoteId: note.id, invoiceId: invoice.id, amount, date, isDeleted: false };
  call.books.allocations.put(allocation);
  settleCreditNote(call, note.id);
  settleInvoice(call, invoice.id);
  recordHistory(call, note.id, 'Credit applied', `${amount.toFixed(2)} applied to ${invoice.number || 'a bill'}.`);
  recordHistory(
    call,
    invoice.id,
    'Credit applied',
    `${amount.toFixed(2)} applied from ${note.number || 'a credit note'}.`,
  );
  return allocation;
}

function problemsOf(call: ApiCall, note: CreditNote, invoice: Invoice, amount: number, date: string): string[] {
  const problems: string[] = [];
  if (`${invoice.type}CREDIT` !== note.type)
    problems.push('Credit Note cannot be allocated to an incorrect invoice type');
  if (invoice.contactId !== note.contactId) {
    problems.push('The ContactID and the TargetTransaction ContactID do not match');
  }
  if (invoice.currencyCode !== note.currencyCode) {
    problems.push('Credit Note cannot be allocated to an invoice in another currency');
  }
  if (invoice.status === 'PAID') problems.push('The invoice you are trying to allocate to has already been paid off');
  else if (invoice.status !== 'AUTHORISED' || !['AUTHORISED', 'PAID'].includes(note.status)) {
    problems.push('Payments can only be made against Authorised documents');
  } else if (amount <= 0 || amount > Math.min(remainingCredit(note), amountDue(invoice))) {
    problems.push('Credit Note cannot be allocated as amount is greater than amount outstanding');
  }
  const locked = lockDateProblem(call, date);
  return locked ? [...problems, locked] : problems;
}
