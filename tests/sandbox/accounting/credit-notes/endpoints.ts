import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { Refusal } from '../api/failures.ts';
import { modifiedSince, paged, unitPlaces } from '../api/listing.ts';
import { byIdOrNumber } from '../documents/numbers.ts';
import { asksForPdf, pdfAnswer } from '../documents/pdf-answer.ts';
import { allocate, deleteAllocation } from '../settlement/allocations.ts';
import { select } from '../where/select.ts';
import { creditNoteJson, listedCreditNoteJson } from './json.ts';
import { creditNoteProperties } from './properties.ts';
import type { CreditNote } from './record.ts';
import { createCreditNotes, saveCreditNote, saveCreditNotes } from './write.ts';

export const creditNoteRoutes: ApiRoute[] = endpoints(['accounting.invoices'], {
  'GET /CreditNotes': list,
  'GET /CreditNotes/:id': (call) =>
    asksForPdf(call.request)
      ? pdf(call)
      : envelope(call, { CreditNotes: [creditNoteJson(call.books, theNote(call), unitPlaces(call))] }),
  'GET /CreditNotes/:id/pdf': pdf,
  'PUT /CreditNotes': createCreditNotes,
  'POST /CreditNotes': saveCreditNotes,
  'POST /CreditNotes/:id': (call) => saveCreditNote(call, theNote(call)),
  'PUT /CreditNotes/:id/Allocations': (call) => allocate(call, 'CreditNote', theNote(call).id),
  'DELETE /CreditNotes/:id/Allocations/:allocation': (call) => deleteAllocation(call, theNote(call).id),
});

function pdf(call: ApiCall) {
  const note = theNote(call);
  return pdfAnswer(call.books, `Credit note ${note.number}`, note);
}

function list(call: ApiCall) {
  const since = modifiedSince(call) ?? 0;
  const rows = select(
    call,
    call.books.creditNotes,
    'CreditNote',
    creditNoteProperties(call.books),
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
  const note = byIdOrNumber(call.books.creditNotes, call.params.id);
  if (!note) throw new Refusal(resourceNotFound(), 'No such credit note');
  return note;
}
