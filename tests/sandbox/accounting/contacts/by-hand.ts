import type { ApiCall } from '../api/context.ts';
import { ElementRefused } from '../api/failures.ts';
import type { AccountingDocument } from '../documents/record.ts';
import { recordHistory } from '../history/record-history.ts';
import type { Contact } from './record.ts';

/** What somebody does inside Xero and the API has no call for: one contact gives way, and its documents are the other's. */
export function mergeContacts(call: ApiCall, from: Contact, into: Contact): Contact {
  if (from.id === into.id) throw new ElementRefused(['A contact cannot be merged into itself.']);
  const { invoices, creditNotes, bankTransactions, purchaseOrders, quotes, contacts } = call.books;
  const move = <T extends AccountingDocument>(documents: { all: () => T[]; put: (document: T) => T }) => {
    for (const document of documents.all().filter(({ contactId }) => contactId === from.id)) {
      documents.put({ ...document, contactId: into.id });
    }
  };
  move(invoices);
  move(creditNotes);
  move(bankTransactions);
  move(purchaseOrders);
  move(quotes);
  contacts.put({
    ...into,
    isSupplier: into.isSupplier || from.isSupplier,
    isCustomer: into.isCustomer || from.isCustomer,
    updatedAt: call.now,
  });
  recordHistory(call, into.id, 'Merged', `Contact ${from.name} merged into ${into.name}`);
  return contacts.put({ ...from, status: 'ARCHIVED', mergedToContactId: into.id, updatedAt: call.now });
}
