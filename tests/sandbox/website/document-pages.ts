import { Fields } from '../accounting/api/reading.ts';
import type { Attachment } from '../accounting/attachments/record.ts';
import { addHistory } from '../accounting/history/record-history.ts';
import {
  amountDue,
  INVOICE_STATUSES,
  type Invoice,
  type InvoiceStatus,
  type InvoiceType,
} from '../accounting/invoices/record.ts';
import { changeInvoice } from '../accounting/invoices/write.ts';
import { type Answer, redirect } from '../server/answer.ts';
import { get, type HandlerRoute, post } from '../server/handler.ts';
import { html, type Markup } from './html.ts';
import { organisationPath, scrolling } from './layout.ts';
import { forMembers, formFor, forPeople, notFound, organisationPage, type View } from './view.ts';
import { day, moment, money, STATUS_WORDS } from './words.ts';

const MOST_ROWS = 200;

/** Bills and sales invoices: their lists, one alone with its files, and what a bookkeeper does to it. */
export const documentPages: HandlerRoute[] = [
  get('/AccountsPayable/View.aspx', forPeople(openByLink)),
  get('/AccountsReceivable/View.aspx', forPeople(openByLink)),
  get(
    '/organisations/:organisation/bills',
    forMembers((view) => showList(view, 'ACCPAY')),
  ),
  get(
    '/organisations/:organisation/invoices',
    forMembers((view) => showList(view, 'ACCREC')),
  ),
  get('/organisations/:organisation/documents/:id', forMembers(showDocument)),
  post(
    '/organisations/:organisation/documents/:id',
    formFor(
      (view) => `/documents/${view.params.id}`,
      (call, form, view) => {
        const invoice = call.books.invoices.require(view.params.id ?? '');
        const status = form.get('status') ?? '';
        const note = form.get('note')?.trim();
        if (note) {
          addHistory(call, invoice.id, 'Note', note, `${view.user.givenName} ${view.user.familyName}`);
          return 'Note added.';
        }
        const changed = changeInvoice(call, new Fields({ Status: status }, ''), invoice);
        return `Now ${STATUS_WORDS[changed.status].toLowerCase()}.`;
      },
    ),
  ),
  get('/organisations/:organisation/files/:id', forMembers(showFile)),
];

/** The address that "open in Xero" leads to: it names the document and not the organisation. */
function openByLink(...[sandbox, user, request]: Parameters<Parameters<typeof forPeople>[0]>): Answer {
  const id = (request.query.get('InvoiceID') ?? request.query.get('invoiceID') ?? '').toLowerCase();
  const organisation = sandbox.organisations
    .all()
    .filter((one) => one.members.some((member) => member.userId === user.id))
    .find((one) => sandbox.books(one.id).invoices.get(id));
  return organisation
    ? redirect(`${organisationPath(organisation)}/documents/${id}`)
    : notFound('There is no such document in the organisations that you belong to.');
}

function showList(view: View, type: InvoiceType): Answer {
  const { books, organisation, request } = view;
  const asked = request.query.get('status');
  const status = INVOICE_STATUSES.find((one) => one === asked);
  const section = type === 'ACCPAY' ? '/bills' : '/invoices';
  const base = organisationPath(organisation);
  const all = books.invoices.find('type', type).sort((a, b) => b.updatedAt - a.updatedAt);
  const rows = all.filter((invoice) => (status ? invoice.status === status : invoice.status !== 'DELETED'));
  const tab = (value: InvoiceStatus | undefined, label: string) => {
    const count = all.filter((one) => (value ? one.status === value : one.status !== 'DELETED')).length;
    const current = value === status && html` aria-current="page"`;
    return html`<a href="${base}${section}${value && `?status=${value}`}"${current}>${label} (${count})</a>`;
  };
  return organisationPage(
    view,
    type === 'ACCPAY' ? 'Bills to pay' : 'Invoices',
    section,
    html`
      <nav class="tabs" aria-label="Status">${tab(undefined, 'All')}${INVOICE_STATUSES.map((one) => tab(one, STATUS_WORDS[one]))}</nav>
      ${rows.length === 0 ? html`<p>Nothing here.</p>` : table(view, rows.slice(0, MOST_ROWS))}
      ${rows.length > MOST_ROWS && html`<p class="quiet">The ${MOST_ROWS} changed last, of ${rows.length}.</p>`}`,
  );
}

function table({ books, organisation }: View, rows: Invoice[]): Markup {
  return html`${scrolling(
    'Documents',
    html`<table>
    <thead><tr><th scope="col">Number</th><th scope="col">Contact</th><th scope="col">Date</th><th scope="col">Due</th>
      <th scope="col" class="amount">Total</th><th scope="col" class="amount">Due amount</th><th scope="col">Status</th><th scope="col">Files</th></tr></thead>
    <tbody>${rows.map(
      (invoice) => html`<tr>
        <td><a href="${organisationPath(organisation)}/documents/${invoice.id}">${invoice.number || 'No number'}</a></td>
        <td>${books.contacts.require(invoice.contactId).name}</td><td>${day(invoice.date)}</td><td>${day(invoice.dueDate)}</td>
        <td class="amount">${money(invoice.total, invoice.currencyCode)}</td><td class="amount">${money(amountDue(invoice), invoice.currencyCode)}</td>
        <td><span class="badge">${STATUS_WORDS[invoice.status]}</span></td><td>${invoice.hasAttachments ? 'Yes' : 'No'}</td></tr>`,
    )}</tbody></table>`,
  )}`;
}

function showDocument(view: View): Answer {
  const { books, params, organisation } = view;
  const invoice = books.invoices.get(params.id?.toLowerCase());
  if (!invoice) return notFound('There is no such document.');
  const isBill = invoice.type === 'ACCPAY';
  const files = books.attachments.find('owner', invoice.id);
  const currency = invoice.currencyCode;
  return organisationPage(
    view,
    `${isBill ? 'Bill' : 'Invoice'} ${invoice.number}`,
    isBill ? '/bills' : '/invoices',
    html`
      <div class="actions">${actionsOf(invoice)}</div>
      <div class="split">
        <div>
          <div class="panel"><dl>
            <dt>Status</dt><dd><span class="badge">${STATUS_WORDS[invoice.status]}</span></dd>
            <dt>${isBill ? 'From' : 'To'}</dt><dd>${books.contacts.require(invoice.contactId).name}</dd>
            <dt>Date</dt><dd>${day(invoice.date)}</dd>
            <dt>Due date</dt><dd>${day(invoice.dueDate) || 'None'}</dd>
            <dt>Reference</dt><dd>${invoice.reference || invoice.number || 'None'}</dd>
            <dt>Currency</dt><dd>${currency}${invoice.currencyRate !== 1 && ` at ${invoice.currencyRate}`}</dd>
            <dt>Amounts are</dt><dd>${{ Exclusive: 'Tax exclusive', Inclusive: 'Tax inclusive', NoTax: 'No tax' }[invoice.lineAmountTypes]}</dd>
            ${invoice.url && html`<dt>Source</dt><dd><a href="${safeLink(invoice.url)}">Go to the source document</a></dd>`}
          </dl></div>
          ${lineTable(view, invoice)}
          <div class="panel"><dl>
            <dt>Subtotal</dt><dd class="right">${money(invoice.subTotal, currency)}</dd>
            <dt>Tax</dt><dd class="right">${money(invoice.totalTax, currency)}</dd>
            <dt>Total</dt><dd class="right"><strong>${money(invoice.total, currency)}</strong></dd>
            <dt>Amount due</dt><dd class="right">${money(amountDue(invoice), currency)}</dd>
          </dl></div>
          <h2>History and notes</h2>
          ${history(view, invoice.id)}
          <form method="post" class="actions"><label>Note <input name="note" maxlength="2500" required></label> <button>Add note</button></form>
        </div>
        <div><h2>Files</h2>${files.length === 0 ? html`<p>No files are attached.</p>` : files.map((file) => fileView(organisationPath(organisation), file))}</div>
      </div>`,
  );
}

const ACTIONS: Partial<Record<InvoiceStatus, [InvoiceStatus, string][]>> = {
  DRAFT: [
    ['SUBMITTED', 'Submit for approval'],
    ['AUTHORISED', 'Approve'],
    ['DELETED', 'Delete'],
  ],
  SUBMITTED: [
    ['AUTHORISED', 'Approve'],
    ['DRAFT', 'Back to draft'],
    ['DELETED', 'Delete'],
  ],
  AUTHORISED: [['VOIDED', 'Void']],
};

function actionsOf(invoice: Invoice): Markup[] {
  return (ACTIONS[invoice.status] ?? []).map(
    ([status, label]) => html`<form method="post"><button name="status" value="${status}">${label}</button></form>`,
  );
}

function lineTable({ books }: View, invoice: Invoice): Markup {
  return html`${scrolling(
    'Lines',
    html`<table>
    <thead><tr><th scope="col">Description</th><th scope="col" class="amount">Quantity</th><th scope="col" class="amount">Unit price</th>
      <th scope="col">Account</th><th scope="col">Tax rate</th><th scope="col">Tracking</th><th scope="col" class="amount">Tax</th><th scope="col" class="amount">Amount</th></tr></thead>
    <tbody>${invoice.lines.map((line) => {
      const account = books.accounts.get(line.accountId);
      const tracking = line.tracking.map(({ categoryId, optionId }) => {
        const category = books.tracking.get(categoryId);
        return `${category?.name}: ${category?.options.find((option) => option.id === optionId)?.name}`;
      });
      return html`<tr><td>${line.description}</td><td class="amount">${line.quantity}</td><td class="amount">${line.unitAmount?.toFixed(2)}</td>
        <td>${account && `${account.code} ${account.name}`}</td><td>${books.taxRates.get(line.taxType)?.name ?? line.taxType}</td>
        <td>${tracking.join(', ')}</td><td class="amount">${line.taxAmount?.toFixed(2)}</td><td class="amount">${line.lineAmount?.toFixed(2)}</td></tr>`;
    })}</tbody></table>`,
  )}`;
}

function history({ books }: View, ownerId: string): Markup {
  const records = books.history.find('owner', ownerId).sort((a, b) => b.at - a.at);
  return html`${scrolling(
    'History and notes',
    html`<table>
    <thead><tr><th scope="col">Change</th><th scope="col">When</th><th scope="col">Who</th><th scope="col">Details</th></tr></thead>
    <tbody>${records.map(
      (record) =>
        html`<tr><td>${record.changes}</td><td>${moment(record.at)}</td><td>${record.user}</td><td>${record.details}</td></tr>`,
    )}</tbody></table>`,
  )}`;
}

function fileView(base: string, file: Attachment): Markup {
  const address = `${base}/files/${file.id}`;
  const shown = file.mimeType.startsWith('image/')
    ? html`<img class="document" src="${address}" alt="${file.fileName}">`
    : file.mimeType === 'application/pdf' &&
      html`<iframe class="document" src="${address}" title="${file.fileName}"></iframe>`;
  return html`<p><a href="${address}">${file.fileName}</a> <span class="quiet">${file.mimeType}, ${Math.ceil(file.contentLength / 1024)} kB</span></p>${shown}`;
}

const SHOWN_IN_THE_BROWSER = /^(application\/pdf|image\/(png|jpeg|webp|gif))$/;

/** The file itself. What a browser would run is only ever downloaded. */
function showFile({ sandbox, books, params }: View): Answer {
  const file = books.attachments.get(params.id);
  const bytes = file && sandbox.store.readBlob(file.blobId);
  if (!file || !bytes) return notFound('There is no such file.');
  const isShown = SHOWN_IN_THE_BROWSER.test(file.mimeType);
  return {
    status: 200,
    headers: {
      'content-type': isShown ? file.mimeType : 'application/octet-stream',
      'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      'x-content-type-options': 'nosniff',
    },
    body: bytes,
  };
}

function safeLink(address: string): string {
  return /^https?:/.test(address) ? address : '#';
}
