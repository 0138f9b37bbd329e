import type { Answer } from '../../server/answer.ts';
import type { Request } from '../../server/request.ts';
import type { Books } from '../books.ts';
import { plainPdf } from './plain-pdf.ts';
import type { AccountingDocument } from './record.ts';

/** Whether the caller wants a document as a PDF, by its path or by the format asked for. */
export function asksForPdf(request: Request): boolean {
  return request.headers.accept?.includes('application/pdf') ?? false;
}

const MOST_LINES = 24;

/** A document as the PDF that its customer would get. Plain: what it says is right, how it looks is not Xero's. */
export function pdfAnswer(books: Books, title: string, document: AccountingDocument): Answer {
  const amount = (value: number) => `${value.toFixed(2)} ${document.currencyCode}`;
  const lines = document.lines
    .slice(0, MOST_LINES)
    .map(
      (line) =>
        `${line.description ?? ''}   ${line.quantity ?? ''} x ${line.unitAmount ?? ''}   ${line.lineAmount ?? ''}`,
    );
  const body = plainPdf([
    title,
    books.contacts.require(document.contactId).name,
    document.date,
    ...lines,
    `Subtotal ${amount(document.subTotal)}`,
    `Tax ${amount(document.totalTax)}`,
    `Total ${amount(document.total)}`,
  ]);
  return { status: 200, headers: { 'content-type': 'application/pdf' }, body };
}
