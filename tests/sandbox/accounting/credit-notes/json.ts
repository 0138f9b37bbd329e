import { dateString, instantString, msCalendarDate, msDate } from '../api/dates.ts';
import type { UnitPlaces } from '../api/listing.ts';
import type { Books } from '../books.ts';
import { contactJson, slimContactJson } from '../contacts/json.ts';
import { lineJson } from '../documents/json.ts';
import { creditSettlementJson } from '../settlement/json.ts';
import { remainingCredit } from '../settlement/record.ts';
import type { CreditNote } from './record.ts';

/** A credit note alone: with its lines and its contact in full. */
export function creditNoteJson(books: Books, note: CreditNote, places: UnitPlaces) {
  return {
    ...heading(note),
    ...creditSettlementJson(books, note.id),
    Contact: contactJson(books, books.contacts.require(note.contactId)),
    LineItems: note.lines.map((line) => lineJson(books, line, places)),
  };
}

/** A credit note in a list: a slim contact, and lines only on a page. */
export function listedCreditNoteJson(books: Books, note: CreditNote, withLines: boolean, places: UnitPlaces) {
  return {
    ...heading(note),
    ...creditSettlementJson(books, note.id),
    InvoiceAddresses: [],
    Contact: slimContactJson(books.contacts.require(note.contactId)),
    LineItems: withLines ? note.lines.map((line) => lineJson(books, line, places)) : [],
  };
}

function heading(note: CreditNote) {
  return {
    CreditNoteID: note.id,
    CreditNoteNumber: note.number,
    ID: note.id,
    Type: note.type,
    RemainingCredit: remainingCredit(note),
    Reference: note.reference,
    ...(note.type === 'ACCRECCREDIT' && { SentToContact: note.sentToContact }),
    CurrencyRate: note.currencyRate,
    HasAttachments: note.hasAttachments,
    HasErrors: false,
    DateString: dateString(note.date),
    Date: msCalendarDate(note.date),
    ...(note.dueDate && { DueDateString: dateString(note.dueDate), DueDate: msCalendarDate(note.dueDate) }),
    ...(note.fullyPaidOn && { FullyPaidOnDate: msCalendarDate(note.fullyPaidOn) }),
    ...(note.brandingThemeId && { BrandingThemeID: note.brandingThemeId }),
    Status: note.status,
    LineAmountTypes: note.lineAmountTypes,
    SubTotal: note.subTotal,
    TotalTax: note.totalTax,
    Total: note.total,
    UpdatedDateUTC: msDate(note.updatedAt),
    UpdatedDateUTCString: `${instantString(note.updatedAt)}Z`,
    CurrencyCode: note.currencyCode,
  };
}
