import { msCalendarDate, msDate } from '../api/dates.ts';
import type { Books } from '../books.ts';
import { lineAccountJson, trackingJson } from '../documents/json.ts';
import type { JournalLine, ManualJournal } from './record.ts';

/** A journal alone or on a page; in a list without pages it has no lines. */
export function manualJournalJson(books: Books, journal: ManualJournal, withLines: boolean) {
  return {
    Date: msCalendarDate(journal.date),
    Status: journal.status,
    LineAmountTypes: journal.lineAmountTypes,
    UpdatedDateUTC: msDate(journal.updatedAt),
    ManualJournalID: journal.id,
    Narration: journal.narration,
    JournalLines: withLines ? journal.lines.map((line) => lineJson(books, line)) : [],
    ShowOnCashBasisReports: journal.showOnCashBasisReports,
    HasAttachments: journal.hasAttachments,
    ...(journal.url && { Url: journal.url }),
  };
}

function lineJson(books: Books, line: JournalLine) {
  return {
    ...(line.description !== undefined && { Description: line.description }),
    ...(line.taxType && { TaxType: line.taxType }),
    TaxAmount: line.taxAmount,
    LineAmount: line.lineAmount,
    ...lineAccountJson(books, line.accountId),
    Tracking: trackingJson(books, line.tracking),
    IsBlank: false,
  };
}
