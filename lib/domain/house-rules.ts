import type { BooksDuplicates } from './books-duplicates.ts';
import type { CalendarDate } from './calendar-date.ts';
import type { ForeignCurrencyPolicy, RateOrigin } from './foreign-currency.ts';
import type { LockPolicy } from './lock-dates.ts';

/** What a business has settled for itself, whichever books it is connected to. */
export type HouseRules = {
  /** What becomes of an item whose date lies in a locked period. */
  lockPolicy: LockPolicy;
  /** A lock date of its own, beside those of the books. */
  lockOn: CalendarDate | null;
  /** What becomes of a document in another currency than the books'. */
  foreignCurrency: ForeignCurrencyPolicy;
  /** Where its exchange rate comes from unless somebody types one in. */
  exchangeRateSource: RateOrigin;
  /** How many days after its date a document is due, unless its contact has its own; null where nobody has said. */
  dueDays: number | null;
  /** What becomes of an item that the books may have already. */
  booksDuplicates: BooksDuplicates;
};

/** A business that has settled nothing yet. */
export const standardHouseRules: HouseRules = {
  lockPolicy: 'ASK',
  lockOn: null,
  foreignCurrency: 'STOP',
  exchangeRateSource: 'LEDGER',
  dueDays: null,
  booksDuplicates: 'WARN',
};
