import { bankCreditOf } from './bank-transactions/record.ts';
import type { Books } from './books.ts';

/** A kind of thing that has attachments, history or both. */
export interface OwnerEndpoint {
  endpoint: string;
  scopes: readonly string[];
  hasHistory: boolean;
  find: (books: Books, id: string) => { id: string } | undefined;
  attachments: AttachmentRules | undefined;
}

export interface AttachmentRules {
  /** Marks the owner as having a file. */
  mark: (books: Books, id: string, now: number) => void;
  /** Whether a file may be shown to the customer with the document. */
  mayIncludeOnline: (books: Books, id: string) => boolean;
}

export const OWNERS: readonly OwnerEndpoint[] = [
  {
    endpoint: 'Invoices',
    scopes: ['accounting.invoices'],
    hasHistory: true,
    find: (books, id) => books.invoices.get(id),
    attachments: {
      mark: ({ invoices }, id, updatedAt) => invoices.put({ ...invoices.require(id), hasAttachments: true, updatedAt }),
      mayIncludeOnline: ({ invoices }, id) => invoices.require(id).type === 'ACCREC',
    },
  },
  {
    endpoint: 'CreditNotes',
    scopes: ['accounting.invoices'],
    hasHistory: true,
    find: (books, id) => books.creditNotes.get(id),
    attachments: {
      mark: ({ creditNotes }, id, updatedAt) =>
        creditNotes.put({ ...creditNotes.require(id), hasAttachments: true, updatedAt }),
      mayIncludeOnline: ({ creditNotes }, id) => creditNotes.require(id).type === 'ACCRECCREDIT',
    },
  },
  {
    endpoint: 'BankTransactions',
    scopes: ['accounting.banktransactions'],
    hasHistory: true,
    find: (books, id) => books.bankTransactions.get(id),
    attachments: {
      mark: ({ bankTransactions }, id, updatedAt) =>
        bankTransactions.put({ ...bankTransactions.require(id), hasAttachments: true, updatedAt }),
      mayIncludeOnline: () => false,
    },
  },
  {
    endpoint: 'ManualJournals',
    scopes: ['accounting.manualjournals'],
    hasHistory: true,
    find: (books, id) => books.manualJournals.get(id),
    attachments: {
      mark: ({ manualJournals }, id, updatedAt) =>
        manualJournals.put({ ...manualJournals.require(id), hasAttachments: true, updatedAt }),
      mayIncludeOnline: () => false,
    },
  },
  {
    endpoint: 'PurchaseOrders',
    scopes: ['accounting.invoices'],
    hasHistory: true,
    find: (books, id) => books.purchaseOrders.get(id),
    attachments: {
      mark: ({ purchaseOrders }, id, updatedAt) =>
        purchaseOrders.put({ ...purchaseOrders.require(id), hasAttachments: true, updatedAt }),
      mayIncludeOnline: () => false,
    },
  },
  {
    endpoint: 'Quotes',
    scopes: ['accounting.invoices'],
    hasHistory: true,
    find: (books, id) => books.quotes.get(id),
    attachments: {
      mark: ({ quotes }, id, updatedAt) => quotes.put({ ...quotes.require(id), hasAttachments: true, updatedAt }),
      mayIncludeOnline: () => false,
    },
  },
  {
    endpoint: 'Prepayments',
    scopes: ['accounting.payments'],
    hasHistory: true,
    find: (books, id) => bankCreditOf(books.bankTransactions.get(id), 'Prepayment'),
    attachments: undefined,
  },
  {
    endpoint: 'Overpayments',
    scopes: ['accounting.payments'],
    hasHistory: true,
    find: (books, id) => bankCreditOf(books.bankTransactions.get(id), 'Overpayment'),
    attachments: undefined,
  },
  {
    endpoint: 'Items',
    scopes: ['accounting.settings', 'accounting.invoices'],
    hasHistory: true,
    find: (books, id) => books.items.get(id),
    attachments: undefined,
  },
  {
    endpoint: 'Payments',
    scopes: ['accounting.payments'],
    hasHistory: true,
    find: (books, id) => books.payments.get(id),
    attachments: undefined,
  },
  {
    endpoint: 'BatchPayments',
    scopes: ['accounting.payments'],
    hasHistory: true,
    find: (books, id) => books.batchPayments.get(id),
    attachments: undefined,
  },
  {
    endpoint: 'Contacts',
    scopes: ['accounting.contacts'],
    hasHistory: true,
    find: (books, id) => books.contacts.get(id),
    attachments: {
      mark: ({ contacts }, id, updatedAt) => contacts.put({ ...contacts.require(id), hasAttachments: true, updatedAt }),
      mayIncludeOnline: () => false,
    },
  },
  {
    endpoint: 'Accounts',
    scopes: ['accounting.settings'],
    hasHistory: false,
    find: (books, id) => books.accounts.get(id),
    attachments: {
      mark: ({ accounts }, id, updatedAt) => accounts.put({ ...accounts.require(id), hasAttachments: true, updatedAt }),
      mayIncludeOnline: () => false,
    },
  },
];
