import { type Books, nameKey } from '../books.ts';

/** The next free sales invoice number. Sales numbers are unique; those of bills are the suppliers' and are not. */
export function nextInvoiceNumber(books: Books): string {
  let next = books.counters.get('invoice')?.next ?? 1;
  while (isNumberTaken(books, numberOf(next), undefined)) next += 1;
  books.counters.put({ id: 'invoice', next: next + 1 });
  return numberOf(next);
}

/** Whether another sales invoice, not deleted, has this number. */
export function isNumberTaken(books: Books, number: string, ownId: string | undefined): boolean {
  return books.invoices
    .find('number', nameKey(number))
    .some((invoice) => invoice.type === 'ACCREC' && invoice.id !== ownId && invoice.status !== 'DELETED');
}

function numberOf(count: number): string {
  return `INV-${String(count).padStart(4, '0')}`;
}
