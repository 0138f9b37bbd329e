import type { Lists } from '../lists.ts';
import { failure, ok, type Result } from '../result.ts';
import { type Coding, type CodingField, type CodingLine, codingFields, specOf } from './coding.ts';
import { entriesIn, isSame, pick } from './coding-changes.ts';
import { changeLine, linesInMode, type Pricing } from './line-items.ts';
import { isKnown } from './list-entry.ts';

/** The fields that can be set in many items at once: all but those whose value is rows. */
export type BulkField = Exclude<CodingField, 'lines' | 'payments'>;
export type BulkValues = Partial<Pick<Coding, BulkField>>;

export const bulkFields = codingFields.filter((field) => !specOf(field).rowFields) as BulkField[];

/** Items that are edited at once. */
export const MAX_BULK_ITEMS = 10_000;

/** What an item with line items has in these, in place of a value of its own. */
const carriedByLines = ['accountId', 'taxRateId', 'tracking1OptionId', 'tracking2OptionId'] as const;
export type CarriedField = (typeof carriedByLines)[number];

export const isCarriedByLines = (field: CodingField): field is CarriedField =>
  (carriedByLines as readonly CodingField[]).includes(field);

/**
 * The change of one coding that gives it these values. What its lines carry is set in each of them; the tax of lines is
 * each line's own, so a tax amount is refused with `hasLines`. With `only` nothing else is touched than what has these
 * values: the item, or those of its lines.
 */
export function bulkChanges(
  coding: Coding,
  values: BulkValues,
  lists: Pick<Lists, 'taxRates' | 'rules'>,
  only: BulkValues = {},
): Result<Partial<Coding>> {
  const hasThese = (part: object, isInLine: boolean) =>
    Object.entries(only).every(
      ([field, value]) =>
        isInLine !== isCarriedByLines(field as CodingField) || (part as Record<string, unknown>)[field] === value,
    );
  if (!hasThese(coding, false)) return ok({});
  if (coding.lines.length === 0) return ok(hasThese(coding, true) ? values : {});
  if (values.taxAmount !== undefined) {
    return failure('hasLines', 'The tax of this item is in its line items, each of which has its own.');
  }
  const ofItem = Object.fromEntries(
    Object.entries(values).filter(([field]) => !isCarriedByLines(field as CodingField)),
  );
  const ofLines: Partial<CodingLine> = Object.fromEntries(
    carriedByLines.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]])),
  );
  if (Object.keys(ofLines).length === 0) return ok(ofItem);
  const taxMode = values.taxMode ?? coding.taxMode;
  const pricing = pricingOf(taxMode, lists);
  const next = { ...coding, ...ofItem };
  const lines = taxMode === coding.taxMode ? coding.lines : linesInMode(next, coding.taxMode, pricing);
  return ok({
    ...ofItem,
    lines: lines.map((line) => (hasThese(line, true) ? changeLine(line, ofLines, pricing) : line)),
  });
}

/**
 * What takes a change back: of the fields that it changed, those that still are as it left them get the value of before.
 * Fields that somebody has changed since, or whose old value can no longer be chosen, are `kept`. What would follow from
 * the rest is named too, so that nothing else moves.
 */
export function takingBack(
  coding: Coding,
  { before, after }: { before: Partial<Coding>; after: Partial<Coding> },
  lists: Lists,
): { changes: Partial<Coding>; kept: CodingField[] } {
  const fields = codingFields.filter((field) => field in after);
  const isBackPossible = (field: CodingField) =>
    entriesIn(pick(before, [field])).every((entry) => isKnown(entry, lists));
  const isStill = (field: CodingField) => isSame(field, coding[field], after[field]) && isBackPossible(field);
  const isModeKept = 'taxMode' in after && !isModeFree(coding, { before, after }, lists);
  const taxMode = 'taxMode' in after && !isModeKept ? before.taxMode : coding.taxMode;
  const back = fields.filter(
    (field) =>
      isStill(field) &&
      !(isModeKept && followsMode.includes(field)) &&
      !(taxMode === 'NONE' && holdsTax(field, before)),
  );
  const kept = fields.filter((field) => !back.includes(field));
  if (back.length === 0) return { changes: {}, kept };
  const isOurs = back.every((field) => specOf(field).isOurs);
  const named = derivingIn(coding).filter(
    (field) =>
      !isOurs && !back.includes(field) && entriesIn(pick(coding, [field])).every((entry) => isKnown(entry, lists)),
  );
  return { changes: { ...pick(coding, named), ...pick(before, back) }, kept };
}

/** Fields whose values may follow from others: any, but for rows that there are none of. */
const derivingIn = (coding: Coding): readonly CodingField[] =>
  codingFields.filter((field) => !specOf(field).rowFields || (field === 'lines' && coding.lines.length > 0));
/** How amounts are meant, and the amounts that are meant so, go back together or not at all. */
const followsMode: readonly CodingField[] = ['taxMode', 'taxAmount', 'lines'];

/** Whether the value has tax in it, for which there is no place where amounts are free of it. */
function holdsTax(field: CodingField, { taxAmount, lines }: Partial<Coding>): boolean {
  if (field === 'lines')
    return lines?.some((line) => line.taxAmount !== null || line.secondTaxAmount !== null) ?? false;
  return field === 'taxAmount' && taxAmount != null;
}

/** Whether the former meaning of the amounts can come back without a change of an amount that came since. */
function isModeFree(
  coding: Coding,
  { before, after }: { before: Partial<Coding>; after: Partial<Coding> },
  lists: Lists,
): boolean {
  const isTouched = followsMode.some((field) => field in after && !isSame(field, coding[field], after[field]));
  if (isTouched) return false;
  const taxMode = before.taxMode ?? coding.taxMode;
  if (taxMode === 'NONE' && !('taxAmount' in after) && coding.taxAmount !== null) return false;
  if ('lines' in after || coding.lines.length === 0) return true;
  return isSame('lines', linesInMode(coding, coding.taxMode, pricingOf(taxMode, lists)), coding.lines);
}

function pricingOf(taxMode: Coding['taxMode'], { taxRates, rules }: Pick<Lists, 'taxRates' | 'rules'>): Pricing {
  return { taxMode, rates: taxRates, digits: rules.amountDigits, unitDigits: rules.unitDigits };
}
