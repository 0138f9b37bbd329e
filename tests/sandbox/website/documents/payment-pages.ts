import type { Answer } from '../../server/answer.ts';
import { get, type HandlerRoute } from '../../server/handler.ts';
import { html } from '../html.ts';
import { pageLinks, pageOf } from '../paging.ts';
import { forMembers, organisationPage, type View } from '../view.ts';
import { day, money } from '../words.ts';
import { paidFor } from './credit-parts.ts';
import { documentTable } from './parts.ts';

/** Every payment of an organisation; it is recorded and removed on the page of its document. */
export const paymentPages: HandlerRoute[] = [get('/organisations/:organisation/payments', forMembers(showPayments))];

function showPayments(view: View): Answer {
  const { books } = view;
  const payments = books.payments.all().sort((a, b) => b.date.localeCompare(a.date) || b.updatedAt - a.updatedAt);
  const page = pageOf(view.request.query, payments);
  const rows = page.rows.map((payment) => {
    const { document, name, address } = paidFor(view, payment);
    return html`<tr><td>${day(payment.date)}</td><td><a href="${address}">${name}</a></td>
      <td>${books.contacts.require(document.contactId).name}</td><td>${books.accounts.require(payment.accountId).name}</td><td>${payment.reference}</td>
      <td class="amount">${money(payment.amount, document.currencyCode)}</td>
      <td><span class="badge">${payment.status === 'DELETED' ? 'Removed' : payment.isReconciled ? 'Reconciled' : 'Recorded'}</span></td></tr>`;
  });
  return organisationPage(
    view,
    'Payments',
    '/payments',
    rows.length === 0
      ? html`<p>Nothing is paid yet. A payment is recorded on the page of a bill or an invoice.</p>`
      : html`${documentTable('Payments', ['Date', 'Document', 'Contact', 'Account', 'Reference', 'Amount', 'Status'], rows)}
        ${pageLinks(view.request, page)}`,
  );
}
