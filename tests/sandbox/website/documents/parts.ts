import type { ApiCall } from '../../accounting/api/context.ts';
import { ElementRefused } from '../../accounting/api/failures.ts';
import type { Attachment } from '../../accounting/attachments/record.ts';
import type { AccountingDocument } from '../../accounting/documents/record.ts';
import { recordHistory } from '../../accounting/history/record-history.ts';
import type { InvoiceStatus } from '../../accounting/invoices/record.ts';
import { html, type Markup } from '../html.ts';
import { organisationPath, scrolling } from '../layout.ts';
import type { View } from '../view.ts';
import { day, figures, moment, money } from '../words.ts';

export interface Shown {
  document: AccountingDocument;
  /** Facts above the lines, each with its label. */
  facts: [string, Markup | string][];
  /** Sums below the totals: what is due, what remains. */
  sums: [string, number][];
  /** Forms that change it, of those that this person may use. */
  actions: Markup[];
  /** What was paid or credited. */
  settlement?: Markup | false;
}

/** A document of any kind: facts, lines, totals, settlement, history and its files. */
export function documentBody(view: View, { document, facts, sums, actions, settlement }: Shown): Markup {
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
    ${actions.length > 0 && html`<div class="actions">${actions}</div>`}
    <div class="split">
      <div>
        <div class="panel"><dl>${allFacts.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl></div>
        ${lineTable(view, document)}
        <div class="panel"><dl>${allSums.map(([label, sum]) => html`<dt>${label}</dt><dd class="right">${money(sum, currency)}</dd>`)}</dl></div>
        ${settlement}
        <h2>History and notes</h2>
        ${history(view, document.id)}
        ${noteForm(view)}
      </div>
      ${files(view, document.id)}
    </div>`;
}

/** The files of a document or contact, shown where a browser can show them. */
export function files(view: View, ownerId: string): Markup {
  const all = view.books.attachments.find('owner', ownerId);
  return html`<div><h2 class="first">Files</h2>${
    all.length === 0
      ? html`<p>No files are attached.</p>`
      : all.map((file) => fileView(organisationPath(view.organisation), file))
  }</div>`;
}

export function noteForm(view: View): Markup | false {
  return (
    view.mayDraft &&
    html`<form method="post" class="actions"><label>Note <input name="note" maxlength="2500" required></label> <button>Add note</button></form>`
  );
}

/** Adds the note of a form, and says so; `undefined` when the form was another. */
export function noteOf(call: ApiCall, form: URLSearchParams, ownerId: string): string | undefined {
  return form.has('note') ? addNote(call, form, ownerId) : undefined;
}

/** Adds the note of a form that has no other purpose, and says so. */
export function addNote(call: ApiCall, form: URLSearchParams, ownerId: string): string {
  const note = form.get('note')?.trim();
  if (!note) throw new ElementRefused(['Write a note first.']);
  recordHistory(call, ownerId, 'Note', note);
  return 'Note added.';
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

/** The buttons that move a document on in its life, of those that this person may press. */
export function statusButtons({ mayDraft, mayChange }: View, status: InvoiceStatus): Markup[] {
  const allowed = (ACTIONS[status] ?? []).filter(([next]) =>
    next === 'AUTHORISED' || next === 'VOIDED' ? mayChange : mayDraft,
  );
  return allowed.map(([next, label]) => {
    const isFinal = next === 'VOIDED' || next === 'DELETED';
    return isFinal
      ? confirmed(label, 'It cannot be brought back.', html`<input type="hidden" name="status" value="${next}">`)
      : html`<form method="post"><button name="status" value="${next}">${label}</button></form>`;
  });
}

/** A form for what cannot be undone: its button comes only when somebody asks for it. */
export function confirmed(label: string, warning: string, fields: Markup): Markup {
  return html`<details class="confirm"><summary>${label}…</summary>
    <form method="post" class="actions">${fields}<span>${warning}</span> <button class="danger">${label}</button></form></details>`;
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
      return html`<tr><td>${line.description}</td><td class="amount">${line.quantity}</td><td class="amount">${figures(line.unitAmount, 4)}</td>
        <td>${account && `${account.code} ${account.name}`}</td><td>${books.taxRates.get(line.taxType)?.name ?? line.taxType}</td>
        <td>${tracking.join(', ')}</td><td class="amount">${figures(line.taxAmount)}</td><td class="amount">${figures(line.lineAmount)}</td></tr>`;
    })}</tbody></table>`,
  );
}

/** What was done to a document or contact. */
export function history({ books }: View, ownerId: string): Markup {
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

/** SVG is a program to a browser, and is only ever downloaded. */
const SHOWN_IMAGES = /^image\/(png|jpeg|webp|gif)$/;

function fileView(base: string, file: Attachment): Markup {
  const address = `${base}/files/${file.id}`;
  const shown = SHOWN_IMAGES.test(file.mimeType)
    ? html`<img class="document" src="${address}" alt="${file.fileName}">`
    : file.mimeType === 'application/pdf' &&
      html`<iframe class="document" src="${address}" title="${file.fileName}"></iframe>`;
  return html`<p><a href="${address}">${file.fileName}</a> <span class="quiet">${file.mimeType}, ${Math.ceil(file.contentLength / 1024)} kB</span></p>${shown}`;
}

function sourceLink(address: string): Markup {
  return html`<a href="${/^https?:/.test(address) ? address : '#'}">Go to the source document</a>`;
}
