import { accountLabel } from '../account.ts';
import type { Lists } from '../lists.ts';
import { decimal } from '../money.ts';
import { defaultRateOf, formatRate, ledgerTax } from '../tax.ts';
import type { Coding, CodingField, CodingLine } from './coding.ts';
import { codingFields } from './coding.ts';

/** A value that followed from an edit, and why, in words for the history. */
export type Derived = { field: CodingField; because: string };

/**
 * An edit with what follows from it. A new category brings its default tax rate unless another was chosen by hand; a
 * new total or rate brings the tax it holds. What the edit itself names is never derived, so an undo restores exactly.
 */
export function withConsequences(
  coding: Coding,
  changes: Partial<Coding>,
  lists: Lists,
  currency: string,
): { changes: Partial<Coding>; derived: Derived[] } {
  const next: Coding = { ...coding, ...changes };
  const derived: Derived[] = [];
  const result: Partial<Coding> = { ...changes };

  if (changes.accountId && changes.taxRateId === undefined) {
    const account = lists.accounts.get(changes.accountId);
    const former = coding.accountId ? lists.accounts.get(coding.accountId) : null;
    const isChosenByHand = coding.taxRateId !== null && coding.taxRateId !== defaultRateOf(former, lists)?.id;
    const rate = defaultRateOf(account, lists);
    if (account && rate && !isChosenByHand && rate.id !== coding.taxRateId) {
      result.taxRateId = rate.id;
      next.taxRateId = rate.id;
      derived.push({ field: 'taxRateId', because: `The default of ${accountLabel(account)}` });
    }
  }

  const rate = next.taxRateId === null ? null : lists.taxRates.get(next.taxRateId);
  const isTaxCleared = changes.taxAmount === null && changes.total === undefined && changes.taxRateId === undefined;
  const isTaxMoved = changes.taxAmount === undefined && (changes.total !== undefined || result.taxRateId !== undefined);
  if ((isTaxMoved || isTaxCleared) && rate && next.total !== null) {
    const taxAmount = ledgerTax(next.total, rate, currency);
    if (taxAmount !== coding.taxAmount || isTaxCleared) {
      result.taxAmount = taxAmount;
      derived.push({ field: 'taxAmount', because: `${formatRate(rate)} included in the total` });
    }
  } else if (isTaxMoved && changes.total === null && coding.taxAmount !== null) {
    result.taxAmount = null;
    derived.push({ field: 'taxAmount', because: 'There is no total to hold it' });
  }
  return { changes: result, derived };
}

/** The fields in which two codings differ. Amounts compare by value: "12.5" is "12.50". */
export function changedFields(before: Coding, after: Partial<Coding>): CodingField[] {
  return codingFields.filter((field) => field in after && !isSame(field, before[field], after[field]));
}

const amountFields: ReadonlySet<string> = new Set(['total', 'taxAmount', 'quantity', 'unitAmount']);

/** Whether two values of one field mean the same. */
export function isSame(field: CodingField, a: unknown, b: unknown): boolean {
  if (field === 'lines') {
    const [left, right] = [a as CodingLine[], b as CodingLine[]];
    return left.length === right.length && left.every((line, index) => isSameLine(line, right[index] as CodingLine));
  }
  return isSameValue(field, a, b);
}

function isSameLine(a: CodingLine, b: CodingLine): boolean {
  return (Object.keys(a) as (keyof CodingLine)[]).every((key) => isSameValue(key, a[key], b[key]));
}

function isSameValue(field: string, a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!amountFields.has(field) || typeof a !== 'string' || typeof b !== 'string') return false;
  return decimal(a).equals(decimal(b));
}

/**
 * Two people's edits of the lines in one: each line's fields may have been changed by one of them. Null when both
 * changed the same value of a line, or one removed a line that the other changed.
 */
export function mergeLines(was: CodingLine[], mine: CodingLine[], theirs: CodingLine[]): CodingLine[] | null {
  const wasById = new Map(was.map((line) => [line.id, line]));
  const mineById = new Map(mine.map((line) => [line.id, line]));
  const merged: CodingLine[] = [];
  for (const their of theirs) {
    const former = wasById.get(their.id);
    const my = mineById.get(their.id);
    mineById.delete(their.id);
    if (!former) merged.push(their);
    else if (!my) {
      if (!isSameLine(former, their)) return null;
    } else {
      const line = mergeLine(former, my, their);
      if (!line) return null;
      merged.push(line);
    }
  }
  for (const [id, my] of mineById) {
    const former = wasById.get(id);
    if (!former) merged.push(my);
    else if (!isSameLine(former, my)) return null;
  }
  return merged;
}

/** Amounts of a line depend on each other, so they count as one value. */
const lineParts: readonly (readonly (keyof CodingLine)[])[] = [
  ['description'],
  ['accountId'],
  ['quantity', 'unitAmount', 'total', 'taxRateId', 'taxAmount'],
  ['tracking1OptionId'],
  ['tracking2OptionId'],
];

function mergeLine(was: CodingLine, mine: CodingLine, theirs: CodingLine): CodingLine | null {
  let merged = theirs;
  for (const part of lineParts) {
    const isMine = part.some((key) => !isSameValue(key, was[key], mine[key]));
    const isTheirs = part.some((key) => !isSameValue(key, was[key], theirs[key]));
    const isAgreed = part.every((key) => isSameValue(key, mine[key], theirs[key]));
    if (isMine && isTheirs && !isAgreed) return null;
    if (isMine) merged = { ...merged, ...Object.fromEntries(part.map((key) => [key, mine[key]])) };
  }
  return merged;
}
