import type { Amount } from '../amount.ts';
import type { CalendarDate } from '../calendar-date.ts';
import type { Coding } from '../coding/coding.ts';
import { writeMoney } from '../currency-units.ts';
import type { Lists, Organisation } from '../lists.ts';
import type { WrittenForm } from '../number-form.ts';
import type { Workspace } from '../paths.ts';

/** What an item's coding is judged by, and how what is found is put into words. */
export type Circumstances = {
  workspace: Workspace;
  lists: Lists;
  /** Null while nothing is connected. */
  organisation: Organisation | null;
  /** What an item without a currency is in; the organisation's while it is not told. */
  baseCurrency?: string;
  today: CalendarDate;
  /** The form of the numbers in what is said. */
  numbers: WrittenForm;
};

/** Writes the amounts of an item in sentences, with the digits that its currency has. */
export function moneyOf(
  { currency }: Pick<Coding, 'currency'>,
  { baseCurrency, organisation, numbers }: Pick<Circumstances, 'baseCurrency' | 'organisation' | 'numbers'>,
): (amount: Amount) => string {
  const code = currency ?? baseCurrency ?? organisation?.baseCurrency ?? '';
  return (amount) => writeMoney(amount, code, numbers);
}
