import { pastLoader, suggestionsOf, wordsOfItems } from '#lib/coding/load-past.ts';
import { db } from '#lib/db.ts';
import { isCarriedByLines } from '#lib/domain/coding/bulk-edit.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { parseProvenance } from '#lib/domain/coding/provenance.ts';
import type { ReadFields } from '#lib/domain/extraction/read-view.ts';
import { inForm, type WrittenForm } from '#lib/domain/number-form.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { filledTemplate } from '#lib/domain/rules/description-template.ts';
import { entriesOfPast, isChoosable, suggestedName } from '#lib/domain/suggestions/history-changes.ts';
import type { SuggestedField } from '#lib/domain/suggestions/past-choices.ts';
import { loadLists } from '#lib/lists/load-lists.ts';

/** A value that a field may have by how items before were coded, at one press. */
export type SuggestedValue = { value: string; text: string; because: string };
/** The likeliest first, by field: never what is there. `isOpen` where the field is empty, and a person is asked. */
export type SuggestedValues = Partial<
  Record<Exclude<SuggestedField, 'paidWith'>, { isOpen: boolean; values: SuggestedValue[] }>
>;

/**
 * What is offered beside the fields of an item, by how people coded those of its contact before it. Nothing of a field that
 * somebody has decided, and nothing at all where the business wants no suggestions.
 */
export async function suggestedValues(
  businessId: string,
  item: { id: string; workspace: Workspace; contactId: string | null; provenance: unknown },
  coding: Coding,
  numbers: WrittenForm,
): Promise<SuggestedValues> {
  const { id, workspace, contactId } = item;
  if (contactId === null) return {};
  const { autoCategorise } = await db.business.findUniqueOrThrow({
    where: { id: businessId },
    select: { autoCategorise: true },
  });
  const past = autoCategorise === 'NEVER' ? null : await pastLoader(db, businessId)({ workspace, contactId });
  if (!past || past.items.length === 0) return {};
  const words = (await wordsOfItems(db, [id])).get(id) ?? new Set<string>();
  const found = suggestionsOf(past, id, words);
  if (found.length === 0) return {};
  const lists = await loadLists(db, businessId, { ...idsOf(entriesOfPast(past)), contactIds: [contactId] });
  const sources = parseProvenance(item.provenance);
  const offered: SuggestedValues = {};
  for (const { field, value, because, second } of found) {
    if (field === 'paidWith' || sources[field]?.isLocked) continue;
    if (isCarriedByLines(field) && coding.lines.length > 0) continue;
    const values = [{ value, because }, ...(second ? [second] : [])].flatMap((each) => {
      const filled = field === 'description' ? filledTemplate(each.value, coding, lists) : each.value;
      if (filled === null || filled === coding[field] || !isChoosable(field, each.value, lists)) return [];
      const text = inForm(suggestedName(field, filled, lists), numbers);
      return [{ value: filled, text, because: each.because }];
    });
    if (values.length > 0) offered[field] = { isOpen: coding[field] === null, values };
  }
  return offered;
}

/** What fields offer of what was read, with what is suggested after it. */
export function withSuggested(read: ReadFields, suggested: SuggestedValues): ReadFields {
  const offers: ReadFields = { ...read };
  for (const [name, { isOpen, values }] of Object.entries(suggested)) {
    const field = name as keyof SuggestedValues;
    const known = read[field] ?? { place: null, isUnsure: false, isMarked: false, unentered: null, alternatives: [] };
    const texts = new Set(known.alternatives.map(({ text }) => text));
    const more = values.filter(({ text }) => !texts.has(text)).map((each) => ({ ...each, place: null }));
    offers[field] = { ...known, isOpen, alternatives: [...known.alternatives, ...more].slice(0, MAX_OFFERED) };
  }
  return offers;
}

/** As many as there are keys for. */
const MAX_OFFERED = 3;
