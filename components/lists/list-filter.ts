import { type NumberForm, writeCount } from '#lib/domain/number-form.ts';
import type { FilterCounts, FilterName } from '#lib/lists/browse/browse.ts';

/** By what a list can be narrowed; to be without it is always the first choice. */
export type ListFilter = {
  name: FilterName;
  label: string;
  /** What it is called when nothing is left out. */
  all: string;
  choices: readonly { value: string; label: string }[];
};

/** How many entries a choice would leave; empty while that is not known. */
export function foundBy(
  { name }: ListFilter,
  value: string,
  counts: FilterCounts | undefined,
  numbers: NumberForm,
): string {
  const found = counts?.[name]?.[value];
  return found === undefined ? '' : writeCount(found, numbers);
}

/** Its choices with how many entries each would leave, and that of leaving out nothing. */
export function filterChoices(filter: ListFilter, counts: FilterCounts | undefined, numbers: NumberForm) {
  return [
    { value: '', label: filter.all },
    ...filter.choices.map(({ value, label }) => ({ value, label, count: foundBy(filter, value, counts, numbers) })),
  ];
}

/** Those that pickers do not offer. One choice alone is switched on and off. */
export const hiddenFilter: ListFilter = {
  name: 'show',
  label: 'Visible or hidden',
  all: 'All',
  choices: [{ value: 'hidden', label: 'Hidden only' }],
};
