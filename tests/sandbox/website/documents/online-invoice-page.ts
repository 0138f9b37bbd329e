import { findOnlineInvoice } from '../../accounting/invoices/online-invoice.ts';
import { amountDue } from '../../accounting/invoices/record.ts';
import { page } from '../../server/answer.ts';
import { get, type HandlerRoute } from '../../server/handler.ts';
import { html } from '../html.ts';
import { bare } from '../layout.ts';
import { notFound } from '../view.ts';
import { day, money } from '../words.ts';
import { documentTable } from './parts.ts';

/** What a customer sees who follows the link to an invoice: no sign-in, nothing to change. */
export const onlineInvoicePages: HandlerRoute[] = [
  get('/online/:key', (sandbox, _request, params) => {
    const found = findOnlineInvoice(sandbox, params.key ?? '');
    if (!found) return notFound('There is no such invoice.');
    const { organisation, invoice } = found;
    const { currencyCode } = invoice;
    return page(
      bare(
        `Invoice ${invoice.number}`,
        html`<h1>Invoice ${invoice.number}</h1>
          <p>From ${organisation.name} to ${sandbox.books(organisation.id).contacts.require(invoice.contactId).name}, ${day(invoice.date)}</p>
          ${documentTable(
            'Lines',
            ['Description', 'Quantity', 'Amount'],
            invoice.lines.map(
              (line) => html`<tr><td>${line.description}</td><td class="amount">${line.quantity}</td>
                <td class="amount">${line.lineAmount !== undefined && money(line.lineAmount, currencyCode)}</td></tr>`,
            ),
          )}
          <dl><dt>Tax</dt><dd class="right">${money(invoice.totalTax, currencyCode)}</dd>
            <dt>Total</dt><dd class="right">${money(invoice.total, currencyCode)}</dd>
            <dt>Amount due</dt><dd class="right">${money(amountDue(invoice), currencyCode)}</dd></dl>`,
      ),
    );
  }),
];
