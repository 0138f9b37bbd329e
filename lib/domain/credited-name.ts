import type { Amount } from './amount.ts';
import { type CalendarDate, formatDate } from './calendar-date.ts';
import { padded } from './money.ts';

/**
 * How an open document is named where a credit note is set against it: its number or, of one without, its date and total,
 * by which it is found again among those of its contact.
 */
export function creditedName(
  {
    number,
    issuedOn,
    currency,
    total,
  }: {
    number: string | null;
    issuedOn: CalendarDate | null;
    currency: string;
    total: Amount;
  },
  digits: number,
): string {
  if (number !== null) return number;
  const date = issuedOn ? formatDate(issuedOn) : 'No date';
  return `${date}, ${currency} ${padded(total, digits)}`;
}
