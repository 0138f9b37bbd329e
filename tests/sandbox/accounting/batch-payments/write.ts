import type { Answer } from '../../server/answer.ts';
import type { ApiCall } from '../api/context.ts';
import { ElementRefused } from '../api/failures.ts';
import { lengthProblem } from '../api/lengths.ts';
import type { Fields } from '../api/reading.ts';
import { echo, writeElements } from '../api/write-elements.ts';
import { add } from '../documents/amounts.ts';
import { recordHistory } from '../history/record-history.ts';
import { type Batch, createPayment, payingAccount, removePayment, requireDeletion } from '../payments/write.ts';
import type { Payment } from '../settlement/record.ts';
import { batchPaymentJson } from './json.ts';
import { type BatchPayment, paymentsOf } from './record.ts';

/** PUT /BatchPayments: each element is a new batch. */
export function createBatchPayments(call: ApiCall): Answer {
  return write(call, (fields) => create(call, fields));
}

/** POST /BatchPayments: a batch that the body names can be deleted and nothing else. */
export function changeBatchPayments(call: ApiCall): Answer {
  return write(call, (fields) => {
    const named = call.books.batchPayments.get(fields.guid('BatchPaymentID'));
    if (!named) throw new ElementRefused(['The document with the supplied id was not found for this endpoint.']);
    return remove(call, fields, named);
  });
}

/** POST /BatchPayments/:id */
export function changeBatchPayment(call: ApiCall, existing: BatchPayment): Answer {
  return write(call, (fields) => remove(call, fields, existing), existing.id);
}

function write(call: ApiCall, work: (fields: Fields) => BatchPayment, id?: string): Answer {
  return writeElements(
    call,
    'BatchPayments',
    (fields) => ({ json: batchPaymentJson(call.books, work(fields)) }),
    (fields) => echo('BatchPaymentID', fields, id),
  );
}

/** All of its payments are made, each by the rules of payments, or none is and every reason is told. */
function create(call: ApiCall, fields: Fields): BatchPayment {
  const texts = readTexts(fields);
  const account = payingAccount(call, fields.object('Account'));
  const shared: Batch = { id: crypto.randomUUID(), account, date: fields.date('Date') };
  const problems = Object.entries(LONGEST).map(([name, longest]) => lengthProblem(name, fields.text(name), longest));
  const payments: Payment[] = [];
  for (const given of fields.list('Payments') ?? []) {
    try {
      payments.push(createMember(call, given, shared));
    } catch (error) {
      if (!(error instanceof ElementRefused)) throw error;
      problems.push(...error.messages);
    }
  }
  const [first] = payments;
  if (payments.some((payment) => payment.type !== first?.type)) {
    problems.push('Bills and sales invoices cannot be paid in the same batch payment');
  }
  const reasons = problems.filter((problem) => problem !== undefined);
  if (!first && reasons.length === 0) reasons.push('One or more payments must be specified');
  if (!first || reasons.length > 0) throw new ElementRefused([...new Set(reasons)]);
  const batch = call.books.batchPayments.put({
    id: shared.id,
    type: first.type === 'ACCPAYPAYMENT' ? 'PAYBATCH' : 'RECBATCH',
    accountId: account.id,
    date: first.date,
    ...texts,
    totalAmount: add(...payments.map((payment) => payment.amount)),
    status: 'AUTHORISED',
    updatedAt: call.now,
  });
  const details = `${payments.length} payments of ${batch.totalAmount.toFixed(2)} on ${batch.date} from ${account.name}.`;
  recordHistory(call, batch.id, 'Approved', details);
  return batch;
}

/** One payment of a batch, which is for an invoice in the base currency only. */
function createMember(call: ApiCall, fields: Fields, shared: Batch): Payment {
  const payment = createPayment(call, fields, shared);
  if (payment.documentKind !== 'Invoice') throw new ElementRefused(['A batch payment can only be for invoices']);
  const { currencyCode } = call.books.invoices.require(payment.documentId);
  if (currencyCode !== call.organisation.baseCurrency) {
    throw new ElementRefused(["Invoice's currency must match the organisation's base currency"]);
  }
  return payment;
}

/** Deletes a batch with all its payments, or refuses the element. What they paid is due again. */
function remove(call: ApiCall, fields: Fields, batch: BatchPayment): BatchPayment {
  requireDeletion(fields, batch);
  for (const payment of paymentsOf(call.books, batch)) removePayment(call, payment);
  recordHistory(call, batch.id, 'Deleted', `Payments of ${batch.totalAmount.toFixed(2)} removed.`);
  return call.books.batchPayments.put({ ...batch, status: 'DELETED', updatedAt: call.now });
}

/** What banks let statements say, in characters. */
const LONGEST = { Reference: 255, Particulars: 12, Code: 12, Details: 18, Narrative: 18 };

function readTexts(fields: Fields) {
  return {
    reference: fields.text('Reference') ?? '',
    particulars: fields.text('Particulars') ?? '',
    code: fields.text('Code') ?? '',
    details: fields.text('Details') ?? '',
    narrative: fields.text('Narrative') ?? '',
  };
}
