import type { Db } from '#lib/db.ts';
import type { Amount } from '#lib/domain/amount.ts';
import { addDays, type CalendarDate, fromColumn, toColumn } from '#lib/domain/calendar-date.ts';
import { decimal } from '#lib/domain/money.ts';
import { dailySource } from './rate-sources.ts';

/** Rates are published on working days: no run of holidays is longer. */
const OLDEST_DAYS = 7;
/** Digits that an item keeps of its rate. */
const DIGITS = 10;
/** Before the point it has six. */
const LARGEST = 1_000_000;

export type DailyRate = { rate: Amount; day: CalendarDate; title: string };

/**
 * How much of a currency one of the base currency was on a day, by the source that is set up: its rate of that day or else
 * the last before it, of a week at most. Null where none is known, or the source has not both.
 */
export async function dailyRate(
  db: Db,
  { currency, baseCurrency, on }: { currency: string; baseCurrency: string; on: CalendarDate },
): Promise<DailyRate | null> {
  const daily = dailySource();
  if (!daily || currency === baseCurrency) return null;
  const { id, title } = daily.source;
  // Both of one day, or the rate between them would be nobody's.
  const [found] = await db.$queryRaw<{ day: Date; of: string; base: string }[]>`
    SELECT r."day", r."perBase"::text AS "of", b."perBase"::text AS "base"
      FROM "ExchangeRate" AS r
      JOIN "ExchangeRate" AS b ON b."source" = r."source" AND b."day" = r."day" AND b."currency" = ${baseCurrency}
     WHERE r."source" = ${id} AND r."currency" = ${currency}
       AND r."day" BETWEEN ${toColumn(addDays(on, -OLDEST_DAYS))}::date AND ${toColumn(on)}::date
     ORDER BY r."day" DESC LIMIT 1`;
  if (!found) return null;
  const rate = decimal(found.of).div(found.base).toDecimalPlaces(DIGITS);
  return rate.isZero() || rate.gte(LARGEST) ? null : { rate: rate.toFixed(), day: fromColumn(found.day), title };
}
