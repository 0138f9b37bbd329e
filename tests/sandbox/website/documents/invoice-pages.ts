import { todayOf } from '../../accounting/api/context.ts';
import { ElementRefused } from '../../accounting/api/failures.ts';
import { internalCall } from '../../accounting/api/internal-call.ts';
import { Fields } from '../../accounting/api/reading.ts';
import {
  amountDue,
  INVOICE_STATUSES,
  type Invoice,
  type InvoiceStatus,
  type InvoiceType,
} from '../../accounting/invoices/record.ts';
import { changeInvoice } from '../../accounting/invoices/write.ts';
import { createPayment, deletePayment } from '../../accounting/payments/write.ts';
import { findCredit } from '../../accounting/settlement/credit.ts';
import { liveAllocations, livePayments } from '../../accounting/settlement/settle.ts';
import type { Answer } from '../../server/answer.ts';
import { get, type HandlerRoute, post } from '../../server/handler.ts';
import { chosen, required } from '../form-fields.ts';
import { html, type Markup } from '../html.ts';
import { organisationPath } from '../layout.ts';
import { pageLinks, pageOf } from '../paging.ts';
import { draftFormFor, forMembers, organisationPage, requireChanger, rowOf, type View } from '../view.ts';
import { day, money, STATUS_WORDS } from '../words.ts';
import { byLink } from './by-link.ts';
import { confirmed, documentBody, documentTable, noteOf, statusButtons } from './parts.ts';

const anInvoice: Parameters<typeof byLink>[1] = {
  ...{ parameter: 'InvoiceID', section: 'documents' },
  has: (books, id) => books.invoices.get(id) !== undefined,
};

/** Bills and sales invoices: their lists, one alone with its files, and what a bookkeeper does to it. */
export const invoicePages: HandlerRoute[] = [
  byLink('/AccountsPayable/View.aspx', anInvoice),
  byLink('/AccountsReceivable/View.aspx', anInvoice),
  get(
    '/organisations/:organisation/bills',
    forMembers((view) => showList(view, 'ACCPAY')),
  ),
  get(
    '/organisations/:organisation/invoices',
    forMembers((view) => showList(view, 'ACCREC')),
  ),
  get('/organisations/:organisation/documents/:id', forMembers(showInvoice)),
  post(
    '/organisations/:organisation/documents/:id',
    draftFormFor(
      (view) => `/documents/${view.params.id}`,
      (call, form, view) => {
        const invoice = rowOf(call.books.invoices, view.params.id, 'document');
        const noted = noteOf(call, form, invoice.id);
        if (noted) return noted;
        if (form.has('payment')) {
          requireChanger(view);
          const payment = call.books.payments.get(form.get('payment')?.toLowerCase());
          if (payment?.documentId !== invoice.id) throw new ElementRefused(['This document has no such payment.']);
          deletePayment(call, new Fields({ Status: 'DELETED' }, ''), payment);
          return 'Payment removed.';
        }
        if (PAYMENT_FIELDS.some((name) => form.has(name))) {
          requireChanger(view);
          const paid = {
            Invoice: { InvoiceID: invoice.id },
            Account: { AccountID: required(form, 'account', 'The account') },
            Amount: required(form, 'amount', 'The amount'),
            Date: required(form, 'date', 'The date'),
          };
          createPayment(call, new Fields(paid, ''));
          return 'Payment recorded.';
        }
        const Status = chosen(form, 'status', 'The status', INVOICE_STATUSES);
        const changed = changeInvoice(call, new Fields({ Status }, ''), invoice);
        return `Now ${STATUS_WORDS[changed.status].toLowerCase()}.`;
      },
    ),
  ),
];

const PAYMENT_FIELDS = ['account', 'amount', 'date'];

/** The address that "open in Xero" leads to: it names the document and not the organisation. */
function showList(view: View, type: InvoiceType): Answer {
  const { books, organisation, request } = view;
  const asked = request.query.get('status');
  const status = INVOICE_STATUSES.find((one) => one === asked);
  const section = type === 'ACCPAY' ? '/bills' : '/invoices';
  const base = organisationPath(organisation);
  const search = request.query.get('q')?.trim().toLowerCase() ?? '';
  const isFound = ({ number, reference, contactId }: Invoice) =>
    [number, reference, books.contacts.require(contactId).name].some((text) => text.toLowerCase().includes(search));
  const all = books.invoices.find('type', type).filter((invoice) => !search || isFound(invoice));
  const isIn = (invoice: Invoice, wanted: InvoiceStatus | undefined) =>
    wanted ? invoice.status === wanted : invoice.status !== 'DELETED';
  const rows = all
    .filter((invoice) => isIn(invoice, status))
    .sort((a, b) => b.date.localeCompare(a.date) || b.updatedAt - a.updatedAt);
  const page = pageOf(request.query, rows);
  const tab = (value: InvoiceStatus | undefined, label: string) => {
    const count = all.filter((invoice) => isIn(invoice, value)).length;
    const query = new URLSearchParams({ ...(value && { status: value }), ...(search && { q: search }) });
    const current = value === status && html` aria-current="page"`;
    return html`<a href="${base}${section}?${query.toString()}"${current}>${label} (${count})</a>`;
  };
  const title = type === 'ACCPAY' ? 'Bills to pay' : 'Invoices';
  return organisationPage(
    view,
    status ? `${title}: ${STATUS_WORDS[status].toLowerCase()}` : title,
    section,
    html`
      <form class="actions">${status && html`<input type="hidden" name="status" value="${status}">`}
        <label>Find a number, reference or contact <input type="search" name="q" value="${search}"></label> <button>Find</button></form>
      <nav class="tabs" aria-label="Status">${tab(undefined, 'All')}${INVOICE_STATUSES.map((one) => tab(one, STATUS_WORDS[one]))}</nav>
      ${rows.length === 0 ? html`<p>Nothing here.</p>` : html`${invoiceTable(view, page.rows)}${pageLinks(request, page)}`}`,
  );
}

/** Bills or invoices, one a row. */
export function invoiceTable({ books, organisation }: View, rows: readonly Invoice[]): Markup {
  return documentTable(
    'Documents',
    ['Number', 'Contact', 'Date', 'Due', 'Amount', 'Amount due', 'Status', 'Files'],
    rows.map(
      (invoice) => html`<tr>
        <td><a href="${organisationPath(organisation)}/documents/${invoice.id}">${invoice.number || 'No number'}</a></td>
        <td>${books.contacts.require(invoice.contactId).name}</td><td>${day(invoice.date)}</td><td>${day(invoice.dueDate)}</td>
        <td class="amount">${money(invoice.total, invoice.currencyCode)}</td><td class="amount">${money(amountDue(invoice), invoice.currencyCode)}</td>
        <td><span class="badge">${STATUS_WORDS[invoice.status]}</span></td><td>${invoice.hasAttachments ? 'Yes' : 'No'}</td></tr>`,
    ),
  );
}

function showInvoice(view: View): Answer {
  const invoice = rowOf(view.books.invoices, view.params.id, 'document');
  const isBill = invoice.type === 'ACCPAY';
  return organisationPage(
    view,
    `${isBill ? 'Bill' : 'Invoice'} ${invoice.number}`,
    isBill ? '/bills' : '/invoices',
    documentBody(view, {
      document: invoice,
      facts: [
        ['Status', html`<span class="badge">${STATUS_WORDS[invoice.status]}</span>`],
        ['Reference', invoice.reference || 'None'],
        ['Due date', day(invoice.dueDate) || 'None'],
      ],
      sums: [
        ['Paid', invoice.amountPaid],
        ['Credited', invoice.amountCredited],
        ['Amount due', amountDue(invoice)],
      ],
      actions: invoice.amountPaid + invoice.amountCredited === 0 ? statusButtons(view, invoice.status) : [],
      settlement: html`${settled(view, invoice)}${view.mayChange && invoice.status === 'AUTHORISED' && paymentForm(view, invoice)}`,
    }),
  );
}

function settled({ books, mayChange }: View, invoice: Invoice): Markup | false {
  const payments = livePayments(books.payments.find('document', invoice.id));
  const credits = liveAllocations(books.allocations.find('invoice', invoice.id));
  if (payments.length + credits.length === 0) return false;
  return html`<h2>Payments and credits</h2>${documentTable(
    'Payments and credits',
    ['What', 'Date', 'Amount', 'Action'],
    [
      ...payments.map(
        (
          payment,
        ) => html`<tr><td>Payment from ${books.accounts.require(payment.accountId).name}</td><td>${day(payment.date)}</td>
          <td class="amount">${money(payment.amount, invoice.currencyCode)}</td>
          <td>${mayChange && confirmed('Remove payment', 'The document is due again.', html`<input type="hidden" name="payment" value="${payment.id}">`)}</td></tr>`,
      ),
      ...credits.map(
        (
          credit,
        ) => html`<tr><td>${findCredit(books, credit.creditKind, credit.creditId)?.label}</td><td>${day(credit.date)}</td>
          <td class="amount">${money(credit.amount, invoice.currencyCode)}</td><td></td></tr>`,
      ),
    ],
  )}`;
}

function paymentForm(view: View, invoice: Invoice): Markup {
  const today = todayOf(internalCall(view.sandbox, view.organisation, view.user));
  const accounts = view.books.accounts
    .all()
    .filter((account) => account.status === 'ACTIVE' && (account.type === 'BANK' || account.enablePayments));
  return html`<h2>Record a payment</h2><form method="post" class="actions">
    <label>Amount paid <input name="amount" inputmode="decimal" value="${amountDue(invoice).toFixed(2)}" required></label>
    <label>Date paid <input type="date" name="date" value="${today}" required></label>
    <label>Account <select name="account">${accounts.map((account) => html`<option value="${account.id}">${account.name}</option>`)}</select></label>
    <button>Record payment</button></form>`;
}
