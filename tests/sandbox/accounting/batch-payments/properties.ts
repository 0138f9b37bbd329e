import { ACCOUNT_PROPERTIES } from '../accounts/properties.ts';
import { dateString } from '../api/dates.ts';
import type { Books } from '../books.ts';
import { boolean, date, decimal, guid, instant, type Properties, text, within } from '../where/properties.ts';
import { type BatchPayment, isReconciled } from './record.ts';

/** What can be asked about a batch payment, and its account. */
export function batchPaymentProperties(books: Books): Properties<BatchPayment> {
  return {
    BatchPaymentID: guid((batch) => batch.id),
    Type: text((batch) => batch.type),
    Status: text((batch) => batch.status),
    Date: date((batch) => batch.date),
    DateString: text((batch) => dateString(batch.date)),
    Reference: text((batch) => batch.reference),
    Particulars: text((batch) => batch.particulars),
    Code: text((batch) => batch.code),
    Details: text((batch) => batch.details),
    Narrative: text((batch) => batch.narrative),
    TotalAmount: decimal((batch) => batch.totalAmount),
    IsReconciled: boolean((batch) => isReconciled(books, batch)),
    UpdatedDateUTC: instant((batch) => batch.updatedAt),
    ...within('Account', ACCOUNT_PROPERTIES, (batch) => books.accounts.require(batch.accountId)),
  };
}
