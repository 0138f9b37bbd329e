import type { Books } from '../books.ts';
import { documentProperties } from '../documents/properties.ts';
import { remainingCredit } from '../settlement/record.ts';
import { boolean, date, decimal, guid, type Properties, text } from '../where/properties.ts';
import type { CreditNote } from './record.ts';

/** What can be asked about a credit note. */
export function creditNoteProperties(books: Books): Properties<CreditNote> {
  return {
    ...documentProperties(books),
    CreditNoteID: guid((note) => note.id),
    CreditNoteNumber: text((note) => note.number),
    Type: text((note) => note.type),
    Status: text((note) => note.status),
    DueDate: date((note) => note.dueDate),
    FullyPaidOnDate: date((note) => note.fullyPaidOn),
    RemainingCredit: decimal(remainingCredit),
    AppliedAmount: decimal((note) => note.amountAllocated),
    BrandingThemeID: guid((note) => note.brandingThemeId),
    // The construction industry scheme is not kept here.
    CISDeduction: decimal(() => undefined),
    CISRate: decimal(() => undefined),
    SentToContact: boolean((note) => note.sentToContact),
  };
}
