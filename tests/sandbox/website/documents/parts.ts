import type { Attachment } from '../../accounting/attachments/record.ts';
import type { AccountingDocument } from '../../accounting/documents/record.ts';
import type { InvoiceStatus } from '../../accounting/invoices/record.ts';
import { html, type Markup } from '../html.ts';
import { organisationPath, scrolling } from '../layout.ts';
import type { View } from '../view.ts';
import { day, moment, money } from '../words.ts';

export interface Shown {
  document: AccountingDocument;
  /** Facts above the lines, each with its label. */
  facts: [string, Markup | string][];
  /** Sums below the totals: what is due, what remains. */
  sums: [string, number][];
  /** Forms that change it. */
  actions: Markup[];
  /** What was paid or credited. */
  settlement?: Markup | false;
}

/** A document of any kind: facts, lines, totals, settlement, history and its files. */
export function documentBody(view: View, { document, facts, sums, actions, settlement }: Shown): Markup {
  const files = view.books.attachments.find('owner', document.id);
  const currency = document.currencyCode;
  const allFacts: [string, Markup | string][] = [
    ...facts,
    ['Contact', view.books.contacts.require(document.contactId).name],
    ['Date', day(document.date)],
    ['Currency', `${currency}${document.currencyRate === 1 ? '' : ` at ${document.currencyRate}`}`],
    [
      'Amounts are',
      { Exclusive: 'Tax exclusive', Inclusive: 'Tax inclusive', NoTax: 'No tax' }[document.lineAmountTypes],
    ],
    ...(document.url ? [['Source', sourceLink(document.url)] as [string, Markup]] : []),
  ];
  const allSums: [string, number][] = [
    ['Subtotal', document.subTotal],
    ['Tax', document.totalTax],
    ['Total', document.total],
    ...sums,
  ];
  return html`
    <div class="actions">${actions}</div>
    <div class="split">
      <div>
        <div class="panel"><dl>${allFacts.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl></div>
        ${lineTable(view, document)}
        <div class="panel"><dl>${allSums.map(([label, sum]) => html`<dt>${label}</dt><dd class="right">${money(sum, currency)}</dd>`)}</dl></div>
        ${settlement}
        <h2>History and notes</h2>
        ${history(view, document.id)}
        <form method="post" class="actions"><label>Note <input name="note" maxlength="2500" required></label> <button>Add note</button></form>
      </div>
      <div><h2>Files</h2>${
        files.length === 0
          ? html`<p>No files are attached.</p>`
          : files.map((file) => fileView(organisationPath(view.organisation), file))
      }</div>
    </div>`;
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

/** The buttons that move a document on in its life. */
export function statusButtons(status: InvoiceStatus): Markup[] {
  return (ACTIONS[status] ?? []).map(
    ([next, label]) => html`<form method="post"><button name="status" value="${next}">${label}</button></form>`,
  );
}

/** Rows with one heading each; cells that are amounts stand to the right. */
export function documentTable(label: string, headings: string[], rows: Markup[]): Markup {
  return scrolling(
    label,
    html`<table><thead><tr>${headings.map((heading) => html`<th scope="col"${heading.includes('mount') && html` class="amount"`}>${heading}</th>`)}</tr></thead>
      <tbody>${rows}</tbody></table>`,
  );
}

function lineTable({ books }: View, document: AccountingDocument): Markup {
  return scrolling(
    'Lines',
    html`<table>
    <thead><tr><th scope="col">Description</th><th scope="col" class="amount">Quantity</th><th scope="col" class="amount">Unit price</th>
      <th scope="col">Account</th><th scope="col">Tax rate</th><th scope="col">Tracking</th><th scope="col" class="amount">Tax</th><th scope="col" class="amount">Amount</th></tr></thead>
    <tbody>${document.lines.map((line) => {
      const account = books.accounts.get(line.accountId);
      const tracking = line.tracking.map(({ categoryId, optionId }) => {
        const category = books.tracking.get(categoryId);
        return `${category?.name}: ${category?.options.find((option) => option.id === optionId)?.name}`;
      });
      return html`<tr><td>${line.description}</td><td class="amount">${line.quantity}</td><td class="amount">${line.unitAmount?.toFixed(2)}</td>
        <td>${account && `${account.code} ${account.name}`}</td><td>${books.taxRates.get(line.taxType)?.name ?? line.taxType}</td>
        <td>${tracking.join(', ')}</td><td class="amount">${line.taxAmount?.toFixed(2)}</td><td class="amount">${line.lineAmount?.toFixed(2)}</td></tr>`;
    })}</tbody></table>`,
  );
}

function history({ books }: View, ownerId: string): Markup {
  const records = books.history.find('owner', ownerId).sort((a, b) => b.at - a.at);
  return documentTable(
    'History and notes',
    ['Change', 'When', 'Who', 'Details'],
    records.map(
      (record) =>
        html`<tr><td>${record.changes}</td><td>${moment(record.at)}</td><td>${record.user}</td><td>${record.details}</td></tr>`,
    ),
  );
}

function fileView(base: string, file: Attachment): Markup {
  const address = `${base}/files/${file.id}`;
  const shown = file.mimeType.startsWith('image/')
    ? html`<img class="document" src="${address}" alt="${file.fileName}">`
    : file.mimeType === 'application/pdf' &&
      html`<iframe class="document" src="${address}" title="${file.fileName}"></iframe>`;
  return html`<p><a href="${address}">${file.fileName}</a> <span class="quiet">${file.mimeType}, ${Math.ceil(file.contentLength / 1024)} kB</span></p>${shown}`;
}

function sourceLink(address: string): Markup {
  return html`<a href="${/^https?:/.test(address) ? address : '#'}">Go to the source document</a>`;
}
