import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { Refusal } from '../api/failures.ts';
import { modifiedSince, paged } from '../api/listing.ts';
import { boolean, date, guid, instant, type Properties, text } from '../where/properties.ts';
import { select } from '../where/select.ts';
import { manualJournalJson } from './json.ts';
import type { ManualJournal } from './record.ts';
import { createManualJournals, saveManualJournal, saveManualJournals } from './write.ts';

const PROPERTIES: Properties<ManualJournal> = {
  ManualJournalID: guid((journal) => journal.id),
  Narration: text((journal) => journal.narration),
  Status: text((journal) => journal.status),
  LineAmountTypes: text((journal) => journal.lineAmountTypes),
  Date: date((journal) => journal.date),
  Url: text((journal) => journal.url),
  ShowOnCashBasisReports: boolean((journal) => journal.showOnCashBasisReports),
  HasAttachments: boolean((journal) => journal.hasAttachments),
  UpdatedDateUTC: instant((journal) => journal.updatedAt),
};

export const manualJournalRoutes: ApiRoute[] = endpoints(['accounting.manualjournals'], {
  'GET /ManualJournals': list,
  'GET /ManualJournals/:id': (call) =>
    envelope(call, { ManualJournals: [manualJournalJson(call.books, theJournal(call), true)] }),
  'PUT /ManualJournals': createManualJournals,
  'POST /ManualJournals': saveManualJournals,
  'POST /ManualJournals/:id': (call) => saveManualJournal(call, theJournal(call)),
});

function list(call: ApiCall) {
  const since = modifiedSince(call) ?? 0;
  const rows = select(
    call,
    call.books.manualJournals,
    'ManualJournal',
    PROPERTIES,
    (journal) => journal.updatedAt >= since,
  );
  const page = paged(call, rows);
  return envelope(call, {
    ...(page.pagination && { pagination: page.pagination }),
    ManualJournals: page.rows.map((journal) => manualJournalJson(call.books, journal, page.pagination !== undefined)),
  });
}

function theJournal(call: ApiCall): ManualJournal {
  const journal = call.books.manualJournals.get(call.params.id?.toLowerCase());
  if (!journal) throw new Refusal(resourceNotFound(), 'No such manual journal');
  return journal;
}
