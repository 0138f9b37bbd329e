import { Decimal } from 'decimal.js';
import type { Answer } from '../../server/answer.ts';
import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, todayOf } from '../api/context.ts';
import { Refusal, unreadableQuery } from '../api/failures.ts';
import { dateParameter } from '../api/listing.ts';
import { isGuid } from '../api/reading.ts';
import type { Books } from '../books.ts';
import type { Contact } from '../contacts/record.ts';
import { add, round } from '../documents/amounts.ts';
import type { Invoice, InvoiceType } from '../invoices/record.ts';
import { money, reportAnswer, row, section, summaryRow } from './report.ts';
import { dateInFull } from './report-dates.ts';

const DAY_MS = 24 * 60 * 60_000;

/** GET /Reports/AgedPayablesByContact, /AgedReceivablesByContact: what is owed to a supplier or by a customer on a date. */
export function agedByContact(call: ApiCall, type: InvoiceType): Answer {
  const contact = theContact(call);
  const date = dateParameter(call, 'date') ?? todayOf(call);
  const from = dateParameter(call, 'fromDate');
  const to = dateParameter(call, 'toDate') ?? date;
  const owed = call.books.invoices
    .find('contact', contact.id)
    .filter((invoice) => invoice.type === type && ['AUTHORISED', 'PAID'].includes(invoice.status) && invoice.date <= to)
    .map((invoice) => ({ invoice, ...owedOn(call.books, invoice, date) }))
    .filter(({ due }) => due !== 0)
    .sort((one, other) => one.invoice.date.localeCompare(other.invoice.date));
  const before = owed.filter(({ invoice }) => from !== undefined && invoice.date < from);
  const within = owed.filter(({ invoice }) => from === undefined || invoice.date >= from);
  const sumOf = (some: typeof owed, name: 'total' | 'paid' | 'credited' | 'due') =>
    add(...some.map((one) => one[name]));
  const sums = (['total', 'paid', 'credited', 'due'] as const).map((name) => sumOf(within, name));
  const opening = sumOf(before, 'due');
  const closing = [...sums.slice(0, 3), add(sums[3] ?? 0, opening)];
  const [side, number] = type === 'ACCPAY' ? ['Payables', 'Reference'] : ['Receivables', 'Number'];
  return reportAnswer(call, {
    type: `Aged${side}ByContact`,
    name: `Aged ${side} By Contact`,
    titles: [
      'Invoices',
      contact.name,
      from ? `From ${dateInFull(from)} to ${dateInFull(to)}` : `To ${dateInFull(to)}`,
      `Showing payments to ${dateInFull(date)}`,
    ],
    header: ['Date', number ?? '', 'Due Date', '', 'Total', 'Paid', 'Credited', 'Due'],
    sections: [
      ...(from ? [section('', [row([moment(from), 'Opening Balance', '', '', '', '', '', money(opening)])])] : []),
      section('', [
        ...within.map(({ invoice, total, paid, credited, due }) =>
          row(
            [
              moment(invoice.date),
              invoice.number,
              invoice.dueDate ? moment(invoice.dueDate) : '',
              overdue(invoice, date),
              ...[total, paid, credited, due].map(money),
            ],
            { id: 'invoiceID', value: invoice.id },
          ),
        ),
        summaryRow(['Total', '', '', '', ...sums.map(money)]),
      ]),
      section('', [summaryRow(['Closing Balance', '', '', '', ...closing.map(money)])]),
    ],
  });
}

function theContact({ request: { query }, books }: ApiCall): Contact {
  const id = query.get('ContactID');
  if (!id || !isGuid(id)) throw unreadableQuery('A contactId must be specified');
  const contact = books.contacts.get(id.toLowerCase());
  if (!contact) throw new Refusal(resourceNotFound(), 'No such contact');
  return contact;
}

/** In the base currency, with what was paid and credited up to the date. */
function owedOn(books: Books, invoice: Invoice, date: string) {
  const inBase = (amount: number) => round(new Decimal(amount).dividedBy(invoice.currencyRate));
  const paid = books.payments
    .find('document', invoice.id)
    .filter((payment) => payment.status === 'AUTHORISED' && payment.date <= date);
  const credited = books.allocations
    .find('invoice', invoice.id)
    .filter((allocation) => !allocation.isDeleted && allocation.date <= date);
  const amounts = {
    total: inBase(invoice.total),
    paid: inBase(add(...paid.map(({ amount }) => amount))),
    credited: inBase(add(...credited.map(({ amount }) => amount))),
  };
  return { ...amounts, due: add(amounts.total, -amounts.paid, -amounts.credited) };
}

const moment = (date: string) => `${date} 00:00:00`;

function overdue({ dueDate }: Invoice, date: string): string {
  if (!dueDate || dueDate >= date) return '';
  const days = Math.round((Date.parse(date) - Date.parse(dueDate)) / DAY_MS);
  return `${days} ${days === 1 ? 'day' : 'days'} overdue`;
}
