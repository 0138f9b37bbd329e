import { type Books, nameKey } from '../books.ts';
import { nextNumber } from '../documents/numbers.ts';

/** The next free sales invoice number. Sales numbers are unique; those of bills are the suppliers' and are not. */
export function nextInvoiceNumber(books: Books): string {
  return nextNumber(books, 'invoice', 'INV', (number) => isNumberTaken(books, number, undefined));
}

/** Whether another sales invoice, not deleted, has this number. */
export function isNumberTaken(books: Books, number: string, ownId: string | undefined): boolean {
  return books.invoices
    .find('number', nameKey(number))
    .some((invoice) => invoice.type === 'ACCREC' && invoice.id !== ownId && invoice.status !== 'DELETED');
}
