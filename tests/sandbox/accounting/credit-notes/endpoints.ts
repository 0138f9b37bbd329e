import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { Refusal } from '../api/failures.ts';
import { modifiedSince, paged, unitPlaces } from '../api/listing.ts';
import { nameKey } from '../books.ts';
import { allocationJson } from '../settlement/json.ts';
import { boolean, date, decimal, guid, instant, type Properties, text } from '../where/properties.ts';
import { select } from '../where/select.ts';
import { allocate, deleteAllocation } from './allocations.ts';
import { creditNoteJson, listedCreditNoteJson } from './json.ts';
import { type CreditNote, remainingCredit } from './record.ts';
import { createCreditNotes, saveCreditNote, saveCreditNotes } from './write.ts';

export const creditNoteRoutes: ApiRoute[] = endpoints(['accounting.invoices'], {
  'GET /CreditNotes': list,
  'GET /CreditNotes/:id': (call) =>
    envelope(call, { CreditNotes: [creditNoteJson(call.books, theNote(call), unitPlaces(call))] }),
  'PUT /CreditNotes': createCreditNotes,
  'POST /CreditNotes': saveCreditNotes,
  'POST /CreditNotes/:id': (call) => saveCreditNote(call, theNote(call)),
  'GET /CreditNotes/:id/Allocations': (call) =>
    envelope(call, {
      Allocations: call.books.allocations
        .find('creditNote', theNote(call).id)
        .map((allocation) => allocationJson(call.books, allocation)),
    }),
  'PUT /CreditNotes/:id/Allocations': (call) => allocate(call, theNote(call)),
  'DELETE /CreditNotes/:id/Allocations/:allocation': (call) => deleteAllocation(call, theNote(call)),
});

function propertiesFor(call: ApiCall): Properties<CreditNote> {
  return {
    CreditNoteID: guid((note) => note.id),
    CreditNoteNumber: text((note) => note.number),
    Reference: text((note) => note.reference),
    Type: text((note) => note.type),
    Status: text((note) => note.status),
    Date: date((note) => note.date),
    'Contact.ContactID': guid((note) => note.contactId),
    'Contact.Name': text((note) => call.books.contacts.require(note.contactId).name),
    Total: decimal((note) => note.total),
    SubTotal: decimal((note) => note.subTotal),
    RemainingCredit: decimal(remainingCredit),
    CurrencyCode: text((note) => note.currencyCode),
    HasAttachments: boolean((note) => note.hasAttachments),
    UpdatedDateUTC: instant((note) => note.updatedAt),
  };
}

function list(call: ApiCall) {
  const since = modifiedSince(call) ?? 0;
  const rows = select(
    call,
    call.books.creditNotes,
    'CreditNote',
    propertiesFor(call),
    (note) => note.updatedAt >= since,
  );
  const page = paged(call, rows);
  const isPaged = page.pagination !== undefined;
  return envelope(call, {
    ...(page.pagination && { pagination: page.pagination }),
    CreditNotes: page.rows.map((note) => listedCreditNoteJson(call.books, note, isPaged, unitPlaces(call))),
  });
}

/** By id, or by number. */
function theNote(call: ApiCall): CreditNote {
  const key = call.params.id ?? '';
  const { creditNotes } = call.books;
  const note = creditNotes.get(key.toLowerCase()) ?? creditNotes.find('number', nameKey(key))[0];
  if (!note) throw new Refusal(resourceNotFound(), 'No such credit note');
  return note;
}
