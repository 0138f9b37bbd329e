import type { ShownValue } from '../item-event.ts';
import type { Lists } from '../lists.ts';
import type { Workspace } from '../paths.ts';
import { type Coding, type CodingField, specOf } from './coding.ts';
import type { Shown } from './field-kinds.ts';

/** A field's value in words, never an id; an empty text for an empty field. */
export function showValue(field: CodingField, coding: Coding, shown: Shown): ShownValue {
  return { text: specOf(field).show(coding[field], inCurrency(coding, shown)), value: coding[field] };
}

const inCurrency = ({ currency }: Coding, shown: Shown): Shown => (currency ? { ...shown, currency } : shown);

/** The field's name in a workspace; the tracking fields carry those of the organisation's categories. */
export function fieldName(field: CodingField, workspace: Workspace, lists: Pick<Lists, 'tracking'>): string {
  const { label, labelIn, nameIn } = specOf(field);
  return nameIn?.(lists) ?? labelIn?.(workspace) ?? label;
}

/** What a change of the field was made of, part by part, in words: `Line 2, category: 404 Power → 429 General`. */
export function showDetails(field: CodingField, before: Coding, after: Coding, shown: Shown): string[] | undefined {
  return specOf(field).details?.(before[field], after[field], inCurrency(after, shown));
}

/** The category as a list of items shows it: the account's name, or how many there are among the lines. */
export function categoryText(coding: Pick<Coding, 'accountId' | 'lines'>, lists: Lists): string | null {
  const ids = coding.lines.length > 0 ? coding.lines.map((line) => line.accountId) : [coding.accountId];
  const names = new Set(ids.flatMap((id) => (id && lists.accounts.get(id)?.name) || []));
  if (names.size > 1) return `${names.size} categories`;
  return [...names][0] ?? null;
}
