import type { CalendarDate } from '../calendar-date.ts';
import type { Coding } from '../coding/coding.ts';
import type { Lists, Organisation } from '../lists.ts';
import { itemAmounts, lineAmounts, outOfBalance } from './amounts.ts';
import { dates, lengths, missingFields } from './document-fields.ts';
import { accountProblems, contactProblems, taxRateProblems, trackingProblems } from './entries.ts';
import type { Problem } from './problem.ts';

/**
 * Everything that would make the ledger refuse this item, found before asking it. All problems at once, each about
 * one field, with the fixes that would clear it. An empty list means ready.
 *
 * `organisation` is null while nothing is connected: what only it can tell (its currencies and lock dates) is then
 * left to the check before publishing. Pure: `today` and `lists` are arguments.
 */
export function readiness(
  coding: Coding,
  lists: Lists,
  organisation: Organisation | null,
  today: CalendarDate,
): Problem[] {
  const currency = coding.currency ?? organisation?.baseCurrency ?? 'XXX';
  const coded =
    coding.lines.length > 0 ? coding.lines.map((part, line) => ({ part, line })) : [{ part: coding, line: null }];
  return [
    ...missingFields(coding, organisation),
    ...contactProblems(coding, lists),
    ...dates(coding, organisation, today),
    ...lengths(coding),
    ...itemAmounts(coding, lists, organisation, currency),
    ...coded.flatMap(({ part, line }) => [
      ...accountProblems(part, line, lists, organisation),
      ...taxRateProblems(part, line, lists),
      ...trackingProblems(part, line, lists),
    ]),
    ...coding.lines.flatMap((part, line) => lineAmounts(part, line, currency)),
    ...outOfBalance(coding, currency),
  ];
}
