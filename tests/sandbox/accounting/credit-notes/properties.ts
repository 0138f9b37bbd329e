import type { Books } from '../books.ts';
import { CONTACT_PROPERTIES } from '../contacts/properties.ts';
import { remainingCredit } from '../settlement/record.ts';
import { boolean, date, decimal, guid, instant, type Properties, text, within } from '../where/properties.ts';
import type { CreditNote } from './record.ts';

/** What can be asked about a credit note. */
export function creditNoteProperties(books: Books): Properties<CreditNote> {
  return {
    CreditNoteID: guid((note) => note.id),
    CreditNoteNumber: text((note) => note.number),
    Reference: text((note) => note.reference),
    Type: text((note) => note.type),
    Status: text((note) => note.status),
    LineAmountTypes: text((note) => note.lineAmountTypes),
    Date: date((note) => note.date),
    DueDate: date((note) => note.dueDate),
    FullyPaidOnDate: date((note) => note.fullyPaidOn),
    SubTotal: decimal((note) => note.subTotal),
    TotalTax: decimal((note) => note.totalTax),
    Total: decimal((note) => note.total),
    RemainingCredit: decimal(remainingCredit),
    AppliedAmount: decimal((note) => note.amountAllocated),
    CurrencyCode: text((note) => note.currencyCode),
    CurrencyRate: decimal((note) => note.currencyRate),
    BrandingThemeID: guid((note) => note.brandingThemeId),
    // The construction industry scheme is not kept here.
    CISDeduction: decimal(() => undefined),
    CISRate: decimal(() => undefined),
    SentToContact: boolean((note) => note.sentToContact),
    HasAttachments: boolean((note) => note.hasAttachments),
    UpdatedDateUTC: instant((note) => note.updatedAt),
    ...within('Contact', CONTACT_PROPERTIES, (note) => books.contacts.require(note.contactId)),
  };
}
