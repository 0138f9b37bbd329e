import type { Books } from './books.ts';

/** A kind of thing that has attachments or history. */
export interface OwnerEndpoint {
  endpoint: string;
  scopes: readonly string[];
  hasHistory: boolean;
  hasAttachments: boolean;
  find: (books: Books, id: string) => { id: string } | undefined;
  /** Marks it as having an attachment. */
  markAttached: (books: Books, id: string, now: number) => void;
  /** Whether a file may be shown to the customer with the document. */
  mayIncludeOnline: (books: Books, id: string) => boolean;
}

export const OWNERS: readonly OwnerEndpoint[] = [
  {
    endpoint: 'Invoices',
    scopes: ['accounting.invoices'],
    hasHistory: true,
    hasAttachments: true,
    find: (books, id) => books.invoices.get(id),
    markAttached: (books, id, now) =>
      books.invoices.put({ ...books.invoices.require(id), hasAttachments: true, updatedAt: now }),
    mayIncludeOnline: (books, id) => books.invoices.require(id).type === 'ACCREC',
  },
  {
    endpoint: 'CreditNotes',
    scopes: ['accounting.invoices'],
    hasHistory: true,
    hasAttachments: true,
    find: (books, id) => books.creditNotes.get(id),
    markAttached: (books, id, now) =>
      books.creditNotes.put({ ...books.creditNotes.require(id), hasAttachments: true, updatedAt: now }),
    mayIncludeOnline: (books, id) => books.creditNotes.require(id).type === 'ACCRECCREDIT',
  },
  {
    endpoint: 'BankTransactions',
    scopes: ['accounting.banktransactions'],
    hasHistory: true,
    hasAttachments: true,
    find: (books, id) => books.bankTransactions.get(id),
    markAttached: (books, id, now) =>
      books.bankTransactions.put({ ...books.bankTransactions.require(id), hasAttachments: true, updatedAt: now }),
    mayIncludeOnline: () => false,
  },
  {
    endpoint: 'Contacts',
    scopes: ['accounting.contacts'],
    hasHistory: true,
    hasAttachments: true,
    find: (books, id) => books.contacts.get(id),
    markAttached: (books, id, now) =>
      books.contacts.put({ ...books.contacts.require(id), hasAttachments: true, updatedAt: now }),
    mayIncludeOnline: () => false,
  },
  {
    endpoint: 'Accounts',
    scopes: ['accounting.settings'],
    hasHistory: false,
    hasAttachments: true,
    find: (books, id) => books.accounts.get(id),
    markAttached: (books, id, now) =>
      books.accounts.put({ ...books.accounts.require(id), hasAttachments: true, updatedAt: now }),
    mayIncludeOnline: () => false,
  },
];
