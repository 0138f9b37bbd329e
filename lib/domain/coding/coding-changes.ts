import type { Lists } from '../lists.ts';
import type { Workspace } from '../paths.ts';
import { formatRate, ledgerTax } from '../tax.ts';
import { suggestedRate } from '../tax-settings.ts';
import { type Coding, type CodingField, codingFields, specOf } from './coding.ts';
import { taxModeNames } from './fields.ts';
import { linesInMode } from './line-items.ts';
import { isKnown, type ListEntry } from './list-entry.ts';

/** A value that followed from an edit, and why, in words for the history. */
/** `isOfContact`: it is a default of the item's contact. */
export type Derived = { field: CodingField; because: string; isOfContact?: true };

/**
 * An edit with what follows from it. A new category or contact brings the tax rate that the business's settings have for
 * it unless another was chosen by hand; a new total or rate brings the tax it holds; lines take the new meaning of their prices. What the edit itself names is
 * never derived, so an undo restores exactly; neither is a field that is `locked` for whoever makes the change. Amounts
 * that are free of tax have none, whatever the edit says: it would be shown nowhere and not be sent.
 */
export function withConsequences(
  coding: Coding,
  changes: Partial<Coding>,
  lists: Lists,
  locked: ReadonlySet<CodingField> = new Set(),
  workspace: Workspace = 'COSTS',
): { changes: Partial<Coding>; derived: Derived[] } {
  const next: Coding = { ...coding, ...changes };
  const derived: Derived[] = [];
  const result: Partial<Coding> = { ...changes };

  const isTaxFreed = next.taxMode === 'NONE';
  const mayBringRate = changes.accountId || (changes.contactId && next.accountId);
  if (mayBringRate && !isTaxFreed && changes.taxRateId === undefined && !locked.has('taxRateId')) {
    const former = suggestedRate(coding, coding, workspace, lists);
    const isChosenByHand = coding.taxRateId !== null && coding.taxRateId !== former?.rate.id;
    const suggested = suggestedRate(next, next, workspace, lists);
    if (suggested && !isChosenByHand && suggested.rate.id !== coding.taxRateId) {
      result.taxRateId = suggested.rate.id;
      next.taxRateId = suggested.rate.id;
      const { because, isOfContact } = suggested;
      derived.push({ field: 'taxRateId', because, ...(isOfContact && { isOfContact }) });
    }
  }

  const rate = next.taxRateId === null || isTaxFreed ? null : lists.taxRates.get(next.taxRateId);
  const isModeNew = next.taxMode !== coding.taxMode;
  const isTaxCleared = changes.taxAmount === null && changes.total === undefined && changes.taxRateId === undefined;
  const isTaxFree = changes.taxAmount === undefined && !locked.has('taxAmount');
  const isTaxBack = isModeNew && coding.taxMode === 'NONE';
  const isTaxMoved = isTaxFree && (changes.total !== undefined || result.taxRateId !== undefined || isTaxBack);
  if ((isTaxMoved || isTaxCleared) && rate && next.total !== null) {
    const taxAmount = ledgerTax(next.total, rate, lists.rules.amountDigits);
    if (taxAmount !== coding.taxAmount || isTaxCleared) {
      result.taxAmount = taxAmount;
      derived.push({ field: 'taxAmount', because: `${formatRate(rate, 'kept')} included in the total` });
    }
  } else if (isTaxMoved && changes.total === null && coding.taxAmount !== null) {
    result.taxAmount = null;
    derived.push({ field: 'taxAmount', because: 'There is no total to hold it' });
  }
  if (isModeNew && changes.lines === undefined && coding.lines.length > 0 && !locked.has('lines')) {
    const { amountDigits: digits, unitDigits } = lists.rules;
    const pricing = { taxMode: next.taxMode, rates: lists.taxRates, digits, unitDigits };
    result.lines = linesInMode(next, coding.taxMode, pricing);
    derived.push({ field: 'lines', because: `Amounts are ${taxModeNames[next.taxMode].toLowerCase()}` });
  }
  if (isTaxFreed) freeOfTax(coding, result, derived);
  if (isSecondTaxOld(coding, result) && !locked.has('secondTaxAmount')) {
    result.secondTaxAmount = null;
    derived.push({ field: 'secondTaxAmount', because: 'The tax is another' });
  }
  return { changes: result, derived };
}

/** Whether the second tax is told of a tax that is no more. */
function isSecondTaxOld(coding: Coding, result: Partial<Coding>): boolean {
  const { taxAmount, taxRateId } = result;
  const isTaxNew = taxAmount !== undefined && !isSame('taxAmount', taxAmount, coding.taxAmount);
  const isRateNew = taxRateId !== undefined && taxRateId !== coding.taxRateId;
  return coding.secondTaxAmount !== null && result.secondTaxAmount === undefined && (isTaxNew || isRateNew);
}

/** Takes the tax out of an item that is free of it, and out of the lines that it is given. */
function freeOfTax(coding: Coding, result: Partial<Coding>, derived: Derived[]): void {
  if ((result.taxAmount ?? coding.taxAmount) !== null) result.taxAmount = null;
  const isDerived = derived.some(({ field }) => field === 'taxAmount');
  if (coding.taxAmount !== null && result.taxAmount === null && !isDerived) {
    derived.push({ field: 'taxAmount', because: 'There is no tax in these amounts' });
  }
  if (result.lines) result.lines = result.lines.map((line) => ({ ...line, taxAmount: null, secondTaxAmount: null }));
}

/** The fields in which two codings differ. Amounts compare by value: "12.5" is "12.50". */
export function changedFields(before: Coding, after: Partial<Coding>): CodingField[] {
  return codingFields.filter((field) => field in after && !isSame(field, before[field], after[field]));
}

/** Whether two values of one field mean the same. */
export function isSame(field: CodingField, a: unknown, b: unknown): boolean {
  return specOf(field).isSame(a, b);
}

/**
 * Somebody's changes on top of what others did since `was` was seen, and the fields in which they are in each other's
 * way. A field that is not in `was` was not seen at all.
 */
export function mergeChanges(
  coding: Coding,
  changes: Partial<Coding>,
  was: Partial<Coding>,
): { changes: Partial<Coding>; conflicts: CodingField[] } {
  const conflicts: CodingField[] = [];
  const merged: Partial<Record<CodingField, unknown>> = { ...changes };
  for (const field of changedFields(coding, changes)) {
    if (!(field in was)) conflicts.push(field);
    else if (!isSame(field, was[field], coding[field])) {
      const both = specOf(field).merge?.(was[field], changes[field], coding[field]) ?? null;
      if (both === null) conflicts.push(field);
      else merged[field] = both;
    }
  }
  return { changes: merged as Partial<Coding>, conflicts };
}

/** The first entry that a change names and that can't be chosen; what else is wrong with the others, readiness tells. */
export function unknownEntry(changes: Partial<Coding>, lists: Lists): ListEntry | null {
  return entriesIn(changes).find((entry) => !isKnown(entry, lists)) ?? null;
}

/** The entries of lists that a coding, or a part of one, names. */
export function entriesIn(coding: Partial<Coding>): ListEntry[] {
  return codingFields.flatMap((field) => (field in coding ? specOf(field).entries(coding[field]) : []));
}

/** Those of a change's values that are given in `fields`. */
export function pick(coding: Partial<Coding>, fields: readonly CodingField[]): Partial<Coding> {
  return Object.fromEntries(fields.map((field) => [field, coding[field]]));
}
