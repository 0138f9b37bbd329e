import { randomUUID } from 'node:crypto';
import { pastLoader, suggestionsOf, wordsOfItems } from '#lib/coding/load-past.ts';
import { db } from '#lib/db.ts';
import { type CarriedField, isCarriedByLines } from '#lib/domain/coding/bulk-edit.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { type CodingPayment, paymentFields } from '#lib/domain/coding/payment-fields.ts';
import { parseProvenance } from '#lib/domain/coding/provenance.ts';
import { emptyRow } from '#lib/domain/coding/rows.ts';
import type { ReadFields } from '#lib/domain/extraction/read-view.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { inForm, type WrittenForm } from '#lib/domain/number-form.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { filledTemplate } from '#lib/domain/rules/description-template.ts';
import { entriesOfPast, isChoosable, suggestedName } from '#lib/domain/suggestions/history-changes.ts';
import { FILLED_FROM, type SuggestedField } from '#lib/domain/suggestions/past-choices.ts';
import { loadLists } from '#lib/lists/load-lists.ts';

/** A value that a field may have by how items before were coded, at one press; of payments, these. */
export type SuggestedValue = { value: string | CodingPayment[]; text: string; because: string };
type OfferedField = Exclude<SuggestedField, 'paidWith'> | 'payments';
/** The likeliest first, by field: never what is there. `isOpen` where the field is empty, and a person is asked. */
export type SuggestedValues = Partial<Record<OfferedField, { isOpen: boolean; values: SuggestedValue[] }>>;
/** A value for the cells of lines that are empty. */
export type LineOffer = { field: CarriedField; value: string; text: string; because: string };

type Asked = { id: string; workspace: Workspace; contactId: string | null; provenance: unknown };
/** What speaks for an item by its contact, whatever it is coded with; of a description the template. */
type Candidate = {
  field: SuggestedField;
  isSure: boolean;
  values: { value: string; name: string; because: string }[];
};

/**
 * What is offered beside the fields of an item, and for its lines, by how people coded those of its contact before it.
 * Nothing of a field that somebody has decided, and nothing at all where the business wants no suggestions. `isEdited`: after
 * an edit what was found for the page serves again for a while, since an item's own values tell nothing of what is
 * suggested for it.
 */
export async function suggestedValues(
  businessId: string,
  item: Asked,
  coding: Coding,
  { lists, numbers, isEdited }: { lists: Pick<Lists, 'contacts'>; numbers: WrittenForm; isEdited: boolean },
): Promise<{ fields: SuggestedValues; lines: LineOffer[] }> {
  const sources = parseProvenance(item.provenance);
  const fields: SuggestedValues = {};
  const lines: LineOffer[] = [];
  for (const { field, isSure, values } of await candidatesOf(businessId, item, isEdited)) {
    if (field === 'paidWith') {
      // Whether something is paid is more than how it is coded: less sure it is offered to whoever comes to the field.
      const rows = sources.payments?.isLocked ? [] : values.flatMap((each) => paidBy(each, coding, numbers));
      if (rows.length > 0) fields.payments = { isOpen: isSure, values: rows };
    } else if (isCarriedByLines(field) && coding.lines.length > 0) {
      const [first] = values;
      const hasEmpty = coding.lines.some((line) => line[field as CarriedField] === null);
      if (!first || !hasEmpty || (field === 'taxRateId' && coding.taxMode === 'NONE')) continue;
      const { value, name, because } = first;
      lines.push({ field: field as CarriedField, value, text: inForm(name, numbers), because });
    } else if (!sources[field]?.isLocked) {
      const shown = values.flatMap(({ value, name, because }) => {
        const filled = field === 'description' ? filledTemplate(value, coding, lists) : value;
        if (filled === null || filled === coding[field]) return [];
        return [{ value: filled, text: inForm(field === 'description' ? filled : name, numbers), because }];
      });
      if (shown.length > 0) fields[field] = { isOpen: coding[field] === null, values: shown };
    }
  }
  return { fields, lines };
}

/** The whole of it, on its date, by one method; nothing where that cannot be, or something is paid already. */
function paidBy(
  { value: paymentMethodId, name, because }: Candidate['values'][number],
  { payments, type, total, issuedOn }: Coding,
  numbers: WrittenForm,
): SuggestedValue[] {
  if (payments.length > 0 || type === 'CREDIT_NOTE' || total === null || issuedOn === null) return [];
  const payment = { ...emptyRow(paymentFields, randomUUID()), amount: total, paidOn: issuedOn, paymentMethodId };
  return [{ value: [payment], text: `Paid with ${inForm(name, numbers)}`, because }];
}

/** What was found for open pages. Whoever opens one has it found anew, and so does who is on one for long. */
const found = new Map<string, { at: number; candidates: Candidate[] }>();
const MAX_FOUND = 500;
const STANDS_MS = 3 * 60_000;

async function candidatesOf(businessId: string, item: Asked, isEdited: boolean): Promise<Candidate[]> {
  if (item.contactId === null) return [];
  const key = `${item.id} ${item.contactId}`;
  const known = found.get(key);
  if (isEdited && known && Date.now() - known.at < STANDS_MS) return known.candidates;
  const candidates = await findCandidates(businessId, { ...item, contactId: item.contactId });
  // The oldest is the first.
  found.delete(key);
  found.set(key, { at: Date.now(), candidates });
  for (const [oldest] of found) {
    if (found.size <= MAX_FOUND) break;
    found.delete(oldest);
  }
  return candidates;
}

async function findCandidates(
  businessId: string,
  { id, workspace, contactId }: Asked & { contactId: string },
): Promise<Candidate[]> {
  const { autoCategorise } = await db.business.findUniqueOrThrow({
    where: { id: businessId },
    select: { autoCategorise: true },
  });
  const past = autoCategorise === 'NEVER' ? null : await pastLoader(db, businessId)({ workspace, contactId });
  if (!past || past.items.length === 0) return [];
  const words = (await wordsOfItems(db, [id])).get(id) ?? new Set<string>();
  const suggested = suggestionsOf(past, id, words);
  if (suggested.length === 0) return [];
  const lists = await loadLists(db, businessId, { ...idsOf(entriesOfPast(past)), contactIds: [] });
  return suggested.flatMap(({ field, value, because, sureness, second }) => {
    const values = [{ value, because }, ...(second ? [second] : [])].flatMap((each) =>
      isChoosable(field, each.value, lists) ? [{ ...each, name: suggestedName(field, each.value, lists) }] : [],
    );
    return values.length > 0 ? [{ field, isSure: sureness >= FILLED_FROM, values }] : [];
  });
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
