import { type CarriedField, isCarriedByLines } from '../coding/bulk-edit.ts';
import type { Coding, CodingField } from '../coding/coding.ts';
import { entryName, isKnown, type ListEntry } from '../coding/list-entry.ts';
import { paymentFields } from '../coding/payment-fields.ts';
import type { Source, SourceDetail } from '../coding/provenance.ts';
import { emptyRow } from '../coding/rows.ts';
import type { Lists } from '../lists.ts';
import { filledTemplate } from '../rules/description-template.ts';
import { mayPay } from '../rules/resolve-rules.ts';
import type { RuleItem } from '../rules/rule-match.ts';
import { codedLines, pricingOf, printedTax } from '../rules/rule-steps.ts';
import { FILLED_FROM, type PastItem, type SuggestedField, type Suggestion } from './past-choices.ts';

/** What history fills in an item, with where each value is from. */
export type HistoryChanges = { changes: Partial<Coding>; sources: Partial<Record<CodingField, SourceDetail>> };

const entryLists = {
  accountId: 'accounts',
  taxRateId: 'taxRates',
  tracking1OptionId: 'trackingOptions',
  tracking2OptionId: 'trackingOptions',
  paidWith: 'paymentMethods',
  ownerId: 'owners',
} as const satisfies Partial<Record<SuggestedField, ListEntry['list']>>;

/** Every entry that past items name, for whoever loads what suggestions are of. */
export const entriesOfPast = ({ items }: { items: readonly Pick<PastItem, 'values'>[] }): ListEntry[] =>
  items.flatMap(({ values }) =>
    (Object.keys(entryLists) as (keyof typeof entryLists)[]).flatMap((field) => {
      const id = values[field];
      return id ? [{ list: entryLists[field], id }] : [];
    }),
  );

/** Whether it can be chosen still: it is in the books, and not archived. */
export function isChoosable(field: SuggestedField, value: string, lists: Lists): boolean {
  if (field === 'description') return true;
  const list = entryLists[field];
  if (!isKnown({ list, id: value }, lists)) return false;
  if (list === 'trackingOptions') {
    const option = lists.tracking.flatMap(({ options }) => options).find(({ id }) => id === value);
    return option !== undefined && !option.isArchived;
  }
  return lists[list].get(value)?.isArchived === false;
}

/** What a suggested value is called. */
export const suggestedName = (field: SuggestedField, value: string, lists: Lists): string =>
  field === 'description' ? value : (entryName(entryLists[field], value, lists, 'kept') ?? '');

/**
 * What is filled in of an item by how those of its contact before it were coded: what is sure enough, and nothing that a
 * person, a rule or the document has said. What was filled in for another contact goes, or gives way to this one's. Asked
 * twice it is nothing.
 */
export function historyChanges(
  item: RuleItem,
  suggested: readonly Suggestion[],
  { lists, newId }: { lists: Lists; newId: () => string },
): HistoryChanges {
  const { coding, sources } = item;
  const changes: Partial<Coding> = {};
  const because: Partial<Record<CodingField, string>> = {};
  const carried: Partial<Record<CarriedField, string>> = {};
  const from = new Map(suggested.map((each) => [each.field, each]));
  for (const suggestion of suggested) {
    const { field, value, sureness } = suggestion;
    if (sureness < FILLED_FROM || !isChoosable(field, value, lists)) continue;
    if (field === 'paidWith') {
      if (coding.payments.length > 0 || !mayPay(item)) continue;
      const { total: amount, issuedOn: paidOn } = coding;
      changes.payments = [{ ...emptyRow(paymentFields, newId()), amount, paidOn, paymentMethodId: value }];
      because.payments = suggestion.because;
    } else if (field === 'taxRateId' && coding.taxMode === 'NONE') {
    } else if (isCarriedByLines(field) && coding.lines.length > 0) {
      carried[field as CarriedField] = value;
      because.lines ??= suggestion.because;
    } else if (mayFill(field, item)) {
      const filled = field === 'description' ? filledTemplate(value, coding, lists) : value;
      if (filled === null || filled === coding[field]) continue;
      Object.assign(changes, { [field]: filled });
      because[field] = suggestion.because;
    }
  }
  if (Object.keys(carried).length > 0) {
    const lines = emptyCellsOf(item, carried, lists);
    if (lines) changes.lines = lines;
    else delete because.lines;
  }
  for (const field of ['accountId', 'taxRateId', 'tracking1OptionId', 'tracking2OptionId', 'description'] as const) {
    const isGone = isOfAnother(sources[field], coding) && coding[field] !== null && !(field in changes);
    if (!isGone || (from.get(field)?.value === coding[field] && field !== 'description')) continue;
    changes[field] = null;
    because[field] = 'It was filled in for another contact';
  }
  const fields = Object.keys(changes) as CodingField[];
  return {
    changes: { ...changes, ...printedTax(item, fields) },
    sources: Object.fromEntries(
      fields.map((field) => [
        field,
        {
          by: 'history',
          because: because[field] ?? '',
          ...(coding.contactId && { id: coding.contactId }),
        } satisfies SourceDetail,
      ]),
    ),
  };
}

/** History has filled it in for a contact that is not the item's any more. */
const isOfAnother = (source: Source | undefined, { contactId }: Coding): boolean =>
  source?.by === 'history' && !source.isLocked && source.id !== undefined && source.id !== contactId;

/** Nobody has said anything of the field that counts for more. */
function mayFill(field: Exclude<SuggestedField, 'paidWith'>, { coding, sources }: RuleItem): boolean {
  const source = sources[field];
  if (source?.isLocked) return false;
  if (coding[field] === null || isOfAnother(source, coding)) return true;
  if (source?.by === 'calculated' || source?.by === 'contact') return true;
  // The words of a document are what there is while nobody wants others.
  return field === 'description' && source?.by === 'extraction';
}

/** The lines with these values where they have none; null where all have. */
function emptyCellsOf(
  item: RuleItem,
  values: Partial<Record<CarriedField, string>>,
  lists: Lists,
): Coding['lines'] | null {
  const { coding, rowSources } = item;
  const lines = coding.lines.map((line) => {
    const empty = Object.entries(values).filter(([field]) => line[field as CarriedField] === null);
    if (empty.length === 0) return line;
    const [coded] = codedLines(
      { ...item, coding: { ...coding, lines: [line] }, rowSources },
      Object.fromEntries(empty),
      pricingOf(coding, lists),
    );
    return coded ?? line;
  });
  return lines.some((line, index) => line !== coding.lines[index]) ? lines : null;
}
