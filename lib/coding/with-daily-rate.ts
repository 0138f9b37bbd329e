import type { Db } from '#lib/db.ts';
import { formatDate } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { changedFields, type Derived } from '#lib/domain/coding/coding-changes.ts';
import type { Provenance } from '#lib/domain/coding/provenance.ts';
import type { ReviewContext } from '#lib/lists/review-context.ts';
import { dailyRate } from '#lib/rates/daily-rate.ts';

type Consequences = { changes: Partial<Coding>; derived: Derived[] };

/**
 * The exchange rate that follows from a change of an item's currency or date: the day's, where the business goes by daily
 * rates. A rate is one of its currency, so with another currency the former goes, whoever had typed it; with another date
 * one that somebody typed stays. What the change itself names is left as it is, so an undo restores exactly.
 */
export async function withDailyRate(
  db: Db,
  coding: Coding,
  { changes, derived }: Consequences,
  { context, provenance }: { context: ReviewContext; provenance: Provenance },
): Promise<Consequences> {
  const moved = changedFields(coding, changes);
  const isOther = moved.includes('currency');
  const isTyped = coding.exchangeRate !== null && provenance.exchangeRate?.isLocked === true;
  if (changes.exchangeRate !== undefined || !(isOther || (moved.includes('issuedOn') && !isTyped))) {
    return { changes, derived };
  }
  const { currency, issuedOn } = { ...coding, ...changes };
  const { baseCurrency, lists } = context;
  const isDaily = lists.house.exchangeRateSource === 'DAILY' && currency !== null && issuedOn !== null;
  const found = isDaily ? await dailyRate(db, { currency, baseCurrency, on: issuedOn }) : null;
  const exchangeRate = found?.rate ?? null;
  if (exchangeRate === coding.exchangeRate) return { changes, derived };
  const because = found ? `${found.title}, ${formatDate(found.day)}` : 'The former rate was of another currency or day';
  return { changes: { ...changes, exchangeRate }, derived: [...derived, { field: 'exchangeRate', because }] };
}
