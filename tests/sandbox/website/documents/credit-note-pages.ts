import { Fields } from '../../accounting/api/reading.ts';
import type { CreditNote } from '../../accounting/credit-notes/record.ts';
import { changeCreditNote } from '../../accounting/credit-notes/write.ts';
import { INVOICE_STATUSES } from '../../accounting/invoices/record.ts';
import { findCredit } from '../../accounting/settlement/credit.ts';
import { remainingCredit } from '../../accounting/settlement/record.ts';
import type { Answer } from '../../server/answer.ts';
import { get, type HandlerRoute, post } from '../../server/handler.ts';
import { chosen } from '../form-fields.ts';
import { html } from '../html.ts';
import { organisationPath } from '../layout.ts';
import { draftFormFor, forMembers, organisationPage, rowOf, type View } from '../view.ts';
import { day, money, STATUS_WORDS } from '../words.ts';
import { byLink } from './by-link.ts';
import { allocations, changeAllocations } from './credit-parts.ts';
import { documentBody, documentTable, noteOf, statusButtons } from './parts.ts';

const aCreditNote: Parameters<typeof byLink>[1] = {
  ...{ parameter: 'CreditNoteID', section: 'credit-notes' },
  has: (books, id) => books.creditNotes.get(id) !== undefined,
};

/** Credit notes of suppliers and to customers. */
export const creditNotePages: HandlerRoute[] = [
  byLink('/AccountsPayable/ViewCreditNote.aspx', aCreditNote),
  byLink('/AccountsReceivable/ViewCreditNote.aspx', aCreditNote),
  get('/organisations/:organisation/credit-notes', forMembers(showList)),
  get('/organisations/:organisation/credit-notes/:id', forMembers(showCreditNote)),
  post(
    '/organisations/:organisation/credit-notes/:id',
    draftFormFor(
      (view) => `/credit-notes/${view.params.id}`,
      (call, form, view) => {
        const creditNote = rowOf(call.books.creditNotes, view.params.id, 'credit note');
        const noted = noteOf(call, form, creditNote.id);
        if (noted) return noted;
        const credit = findCredit(call.books, 'CreditNote', creditNote.id);
        const done = credit && changeAllocations(call, form, credit);
        if (done) return done;
        const Status = chosen(form, 'status', 'The status', INVOICE_STATUSES);
        const changed = changeCreditNote(call, new Fields({ Status }, ''), creditNote);
        return `Now ${creditNoteStatusWord(changed).toLowerCase()}.`;
      },
    ),
  ),
];

/** A credit note is not waiting for payment but to be used. */
function creditNoteStatusWord({ status }: CreditNote): string {
  if (status === 'AUTHORISED') return 'To be used';
  return status === 'PAID' ? 'Used up' : STATUS_WORDS[status];
}

function showList(view: View): Answer {
  const { books, organisation } = view;
  const notes = books.creditNotes
    .all()
    .filter((note) => note.status !== 'DELETED')
    .sort((a, b) => b.updatedAt - a.updatedAt);
  const rows = notes.map(
    (
      note,
    ) => html`<tr><td><a href="${organisationPath(organisation)}/credit-notes/${note.id}">${note.number || 'No number'}</a></td>
      <td>${note.type === 'ACCPAYCREDIT' ? 'From' : 'To'} ${books.contacts.require(note.contactId).name}</td><td>${day(note.date)}</td>
      <td class="amount">${money(note.total, note.currencyCode)}</td><td class="amount">${money(remainingCredit(note), note.currencyCode)}</td>
      <td><span class="badge">${creditNoteStatusWord(note)}</span></td></tr>`,
  );
  return organisationPage(
    view,
    'Credit notes',
    '/credit-notes',
    rows.length === 0
      ? html`<p>Nothing here.</p>`
      : documentTable('Credit notes', ['Number', 'Contact', 'Date', 'Amount', 'Amount left', 'Status'], rows),
  );
}

function showCreditNote(view: View): Answer {
  const note = rowOf(view.books.creditNotes, view.params.id, 'credit note');
  const credit = findCredit(view.books, 'CreditNote', note.id);
  return organisationPage(
    view,
    `Credit note ${note.number}`,
    '/credit-notes',
    documentBody(view, {
      document: note,
      facts: [
        ['Status', html`<span class="badge">${creditNoteStatusWord(note)}</span>`],
        ['Kind', note.type === 'ACCPAYCREDIT' ? 'From a supplier' : 'To a customer'],
      ],
      sums: [
        ['Allocated', note.amountAllocated],
        ['Refunded', note.amountRefunded],
        ['Remaining credit', remainingCredit(note)],
      ],
      actions: note.amountAllocated + note.amountRefunded === 0 ? statusButtons(view, note.status) : [],
      settlement: credit && allocations(view, credit),
    }),
  );
}
