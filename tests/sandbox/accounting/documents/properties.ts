import type { Books } from '../books.ts';
import { CONTACT_PROPERTIES } from '../contacts/properties.ts';
import { boolean, date, decimal, instant, type Properties, text, within } from '../where/properties.ts';
import type { AccountingDocument } from './record.ts';

/** What can be asked about a document of any kind, and about its contact. */
export function documentProperties<T extends AccountingDocument>(books: Books): Properties<T> {
  return {
    Reference: text((document) => document.reference),
    LineAmountTypes: text((document) => document.lineAmountTypes),
    Date: date((document) => document.date),
    SubTotal: decimal((document) => document.subTotal),
    TotalTax: decimal((document) => document.totalTax),
    Total: decimal((document) => document.total),
    CurrencyCode: text((document) => document.currencyCode),
    CurrencyRate: decimal((document) => document.currencyRate),
    HasAttachments: boolean((document) => document.hasAttachments),
    UpdatedDateUTC: instant((document) => document.updatedAt),
    ...within('Contact', CONTACT_PROPERTIES, (document) => books.contacts.require(document.contactId)),
  };
}
