import type { Answer } from '../../server/answer.ts';
import type { ApiCall } from '../api/context.ts';
import { ElementRefused } from '../api/failures.ts';
import { lengthProblem } from '../api/lengths.ts';
import { unitPlaces } from '../api/listing.ts';
import type { Fields } from '../api/reading.ts';
import { echo, writeElements } from '../api/write-elements.ts';
import { nameKey } from '../books.ts';
import { requireApprover } from '../documents/approval.ts';
import { blankDocument } from '../documents/blank.ts';
import { documentContact } from '../documents/contact.ts';
import { readContent } from '../documents/content.ts';
import { lockDateProblem, lockedDocumentProblem } from '../documents/lock-dates.ts';
import { LONGEST_NUMBER, liveWithNumber, nextNumber } from '../documents/numbers.ts';
import { recordHistory } from '../history/record-history.ts';
import { INVOICE_STATUSES, type InvoiceStatus } from '../invoices/record.ts';
import { creationProblem, transitionProblem } from '../invoices/status.ts';
import { defaultTheme, themeProblem } from '../organisations/branding-themes.ts';
import { creditNoteJson } from './json.ts';
import { CREDIT_NOTE_TYPES, type CreditNote } from './record.ts';

/** PUT /CreditNotes: each element becomes a new one. */
export function createCreditNotes(call: ApiCall): Answer {
  return writeElements(
    call,
    'CreditNotes',
    (fields) => ({ json: creditNoteJson(call.books, createCreditNote(call, fields), unitPlaces(call)) }),
    refused,
  );
}

/** POST /CreditNotes: edits the one with the same id or number, creates where there is none. */
export function saveCreditNotes(call: ApiCall): Answer {
  return writeElements(
    call,
    'CreditNotes',
    (fields) => {
      const existing = match(call, fields);
      const saved = existing ? changeCreditNote(call, fields, existing) : createCreditNote(call, fields);
      return { json: creditNoteJson(call.books, saved, unitPlaces(call)) };
    },
    refused,
  );
}

/** POST /CreditNotes/:id */
export function saveCreditNote(call: ApiCall, existing: CreditNote): Answer {
  return writeElements(
    call,
    'CreditNotes',
    (fields) => ({ json: creditNoteJson(call.books, changeCreditNote(call, fields, existing), unitPlaces(call)) }),
    (fields) => refused(fields, existing.id),
  );
}

/** Adds a credit note, or refuses the element. */
function createCreditNote(call: ApiCall, fields: Fields): CreditNote {
  const type = fields.oneOf('Type', 'CreditNoteType', CREDIT_NOTE_TYPES);
  if (!type) throw new ElementRefused(['Invoice not of valid type for creation']);
  const status = fields.oneOf('Status', 'CreditNoteStatus', INVOICE_STATUSES) ?? 'DRAFT';
  const problem = creationProblem(status);
  if (problem) throw new ElementRefused([problem]);
  requireApprover(call, status);
  const contact = documentContact(call, fields.object('Contact'));
  const blank: CreditNote = {
    ...blankDocument(call, contact.id),
    type,
    status: 'DRAFT',
    number: '',
    dueDate: undefined,
    brandingThemeId: type === 'ACCRECCREDIT' ? defaultTheme(call.books) : undefined,
    sentToContact: false,
    amountAllocated: 0,
    amountRefunded: 0,
    fullyPaidOn: undefined,
  };
  const note = call.books.creditNotes.put(readInto(call, fields, blank, status, true));
  const verb = status === 'AUTHORISED' ? 'Approved' : 'Created';
  recordHistory(call, note.id, verb, `${note.number || 'Credit note'} for ${note.total.toFixed(2)}.`);
  return note;
}

/** Changes a credit note, or refuses the element. What is not sent stays as it is. */
export function changeCreditNote(call: ApiCall, fields: Fields, existing: CreditNote): CreditNote {
  const asked = fields.oneOf('Status', 'CreditNoteStatus', INVOICE_STATUSES) ?? existing.status;
  const isSettled = existing.amountAllocated > 0 || existing.amountRefunded > 0;
  const problem =
    transitionProblem(existing.status, asked, isSettled) ??
    (isSettled ? 'This document cannot be edited as it has a payment or credit note allocated to it.' : undefined) ??
    (existing.status === 'AUTHORISED' ? lockedDocumentProblem(call, existing.date) : undefined);
  if (problem) throw new ElementRefused([problem]);
  requireApprover(call, existing.status, asked);
  recordHistory(call, existing.id, asked === existing.status ? 'Edited' : 'Status changed', `Now ${asked}.`);
  if (asked === 'DELETED' || asked === 'VOIDED') {
    return call.books.creditNotes.put({ ...existing, status: asked, updatedAt: call.now });
  }
  const contactFields = fields.object('Contact');
  const contactId = contactFields ? documentContact(call, contactFields).id : existing.contactId;
  return call.books.creditNotes.put(readInto(call, fields, { ...existing, contactId }, asked, false));
}

function readInto(call: ApiCall, fields: Fields, base: CreditNote, status: InvoiceStatus, isNew: boolean): CreditNote {
  const problems: string[] = [];
  const isComplete = status !== 'DRAFT';
  const isSale = base.type === 'ACCRECCREDIT';
  const keepsLines = base.status === status;
  const rules = { isComplete, isSale, allowsDiscount: false, isNew, keepsLines };
  const content = readContent(call, fields, base, rules, problems);
  const note: CreditNote = {
    ...base,
    ...content,
    status,
    number: readNumber(call, fields, base, isNew, problems),
    dueDate: fields.date('DueDate') ?? base.dueDate,
    brandingThemeId: fields.guid('BrandingThemeID') ?? base.brandingThemeId,
    sentToContact: fields.boolean('SentToContact') ?? base.sentToContact,
    updatedAt: call.now,
  };
  const theme = themeProblem(call.books, note.brandingThemeId);
  if (theme) problems.push(theme);
  const locked = status === 'AUTHORISED' ? lockDateProblem(call, note.date) : undefined;
  if (locked) problems.push(locked);
  if (problems.length > 0) throw new ElementRefused([...new Set(problems)]);
  return note;
}

/** Numbers of credit notes to customers are unique and made up when missing; a supplier's is the supplier's. */
function readNumber(call: ApiCall, fields: Fields, base: CreditNote, isNew: boolean, problems: string[]): string {
  const sent = fields.text('CreditNoteNumber');
  const tooLong = lengthProblem('CreditNoteNumber', sent, LONGEST_NUMBER);
  if (tooLong) problems.push(tooLong);
  if (base.type === 'ACCPAYCREDIT') return sent ?? base.number;
  const isTaken = (number: string) =>
    call.books.creditNotes
      .find('number', nameKey(number))
      .some((one) => one.type === 'ACCRECCREDIT' && one.id !== base.id && one.status !== 'DELETED');
  if (sent) {
    if (isTaken(sent)) problems.push('Credit Note # must be unique.');
    return sent;
  }
  if (!isNew) return base.number;
  return nextNumber(call.books, 'credit-note', 'CN', isTaken);
}

function match(call: ApiCall, fields: Fields): CreditNote | undefined {
  const id = fields.guid('CreditNoteID');
  if (id) {
    const found = call.books.creditNotes.get(id);
    if (!found)
      throw new ElementRefused(['An existing Credit Note with the specified CreditNoteID could not be found']);
    return found;
  }
  return liveWithNumber(call.books.creditNotes, fields.text('CreditNoteNumber'))[0];
}

function refused(fields: Fields, id?: string): object {
  return { ...echo('CreditNoteID', fields, id), HasErrors: true };
}
