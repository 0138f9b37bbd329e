import type { Store } from '../storage/store.ts';
import type { Entity, Table } from '../storage/table.ts';
import type { Account } from './accounts/record.ts';
import type { Attachment } from './attachments/record.ts';
import type { BankTransaction } from './bank-transactions/record.ts';
import type { BatchPayment } from './batch-payments/record.ts';
import type { ContactGroup } from './contact-groups/record.ts';
import type { Contact } from './contacts/record.ts';
import type { CreditNote } from './credit-notes/record.ts';
import type { HistoryRecord } from './history/record.ts';
import type { Invoice } from './invoices/record.ts';
import type { Item } from './items/record.ts';
import type { ManualJournal } from './manual-journals/record.ts';
import type { PurchaseOrder } from './purchase-orders/record.ts';
import type { Quote } from './quotes/record.ts';
import type { Allocation, Payment } from './settlement/record.ts';
import type { TaxRate } from './tax-rates/record.ts';
import type { TrackingCategory } from './tracking/record.ts';

/** The id is the ISO code. */
export interface Currency extends Entity {
  description: string;
}

export interface BrandingTheme extends Entity {
  name: string;
  sortOrder: number;
  createdAt: number;
}

/** Counters of an organisation, such as the next sales invoice number. The id is the counter's name. */
export interface Counter extends Entity {
  next: number;
}

/** One organisation's books: every list and every document, with the indexes that its rules need. */
export interface Books {
  accounts: Table<Account>;
  contacts: Table<Contact>;
  contactGroups: Table<ContactGroup>;
  taxRates: Table<TaxRate>;
  tracking: Table<TrackingCategory>;
  currencies: Table<Currency>;
  items: Table<Item>;
  brandingThemes: Table<BrandingTheme>;
  invoices: Table<Invoice>;
  creditNotes: Table<CreditNote>;
  bankTransactions: Table<BankTransaction>;
  manualJournals: Table<ManualJournal>;
  purchaseOrders: Table<PurchaseOrder>;
  quotes: Table<Quote>;
  payments: Table<Payment>;
  batchPayments: Table<BatchPayment>;
  allocations: Table<Allocation>;
  attachments: Table<Attachment>;
  history: Table<HistoryRecord>;
  counters: Table<Counter>;
}

export function openBooks(store: Store, organisationId: string): Books {
  const open = <T extends Entity>(kind: string, indexes: Record<string, (entity: T) => string | undefined> = {}) =>
    store.table<T>(organisationId, kind, indexes);
  return {
    accounts: open<Account>('account', { code: (account) => account.code.toUpperCase() }),
    contacts: open<Contact>('contact', {
      name: (contact) => nameKey(contact.name),
      contactNumber: (contact) => contact.contactNumber || undefined,
    }),
    contactGroups: open('contact-group'),
    taxRates: open('tax-rate'),
    tracking: open('tracking-category'),
    currencies: open('currency'),
    items: open<Item>('item', { code: (item) => item.code.toUpperCase() }),
    brandingThemes: open('branding-theme'),
    invoices: open<Invoice>('invoice', {
      number: (invoice) => nameKey(invoice.number),
      contact: (invoice) => invoice.contactId,
      type: (invoice) => invoice.type,
    }),
    creditNotes: open<CreditNote>('credit-note', { number: (note) => nameKey(note.number) }),
    bankTransactions: open('bank-transaction'),
    manualJournals: open('manual-journal'),
    purchaseOrders: open<PurchaseOrder>('purchase-order', { number: (order) => nameKey(order.number) }),
    quotes: open<Quote>('quote', { number: (quote) => nameKey(quote.number) }),
    payments: open<Payment>('payment', {
      document: (payment) => payment.documentId,
      batch: (payment) => payment.batchPaymentId,
    }),
    batchPayments: open('batch-payment'),
    allocations: open<Allocation>('allocation', {
      invoice: (allocation) => allocation.invoiceId,
      credit: (allocation) => allocation.creditId,
    }),
    attachments: open<Attachment>('attachment', { owner: (attachment) => attachment.ownerId }),
    history: open<HistoryRecord>('history', { owner: (record) => record.ownerId }),
    counters: open('counter'),
  };
}

/** Names and numbers are compared without regard to case and surrounding space. */
export function nameKey(name: string): string | undefined {
  return name.trim().toLowerCase() || undefined;
}
