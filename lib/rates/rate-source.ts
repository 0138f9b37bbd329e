import type { Amount } from '#lib/domain/amount.ts';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import type { Result } from '#lib/domain/result.ts';

/** The rates of one day: units of each currency for one of the source's own. */
export type DayRates = { day: CalendarDate; perBase: ReadonlyMap<string, Amount> };

/** Why rates could not be read, in words for the log and the operator. */
export type RateProblem = { message: string };

/** A publisher of daily rates. Adapters lie beside this file. */
export type RateSource = {
  /** Kept with every rate: never changes. */
  id: string;
  title: string;
  /** The currency that its rates are for one of. */
  base: string;
  /** Reads what is published at `url`: bounded in time, size and days. Expected failures are values. */
  read(url: string): Promise<Result<DayRates[], RateProblem>>;
};
