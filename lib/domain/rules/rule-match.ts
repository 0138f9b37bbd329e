import { formatDate } from '../calendar-date.ts';
import type { Coding, CodingField } from '../coding/coding.ts';
import { itemTypeNames } from '../coding/fields.ts';
import { entryName } from '../coding/list-entry.ts';
import type { Provenance } from '../coding/provenance.ts';
import { isolated } from '../isolated.ts';
import type { Lists } from '../lists.ts';
import { decimal } from '../money.ts';
import { writeNumber } from '../number-form.ts';
import type { Workspace } from '../paths.ts';
import { workspaceNames } from '../words.ts';
import { wordOfForm } from './number-pattern.ts';
import { type Rule, type RuleConditions, workspaceOfScope } from './rule.ts';

/** An item as rules see it. */
export type RuleItem = {
  workspace: Workspace;
  coding: Coding;
  /** Of the item's fields. */
  sources: Provenance;
  /** Of its lines and payments, by their ids. */
  rowSources: ReadonlyMap<string, Provenance>;
  /** What stands in its documents, and what their files are called. */
  texts: readonly string[];
};

/** What rules ask of an item. They set none of it but the payments. */
const askedFields: readonly CodingField[] = [
  ...(['ownerId', 'type', 'contactId', 'issuedOn', 'reference', 'currency', 'total'] as const),
  ...(['taxAmount', 'taxMode', 'payments'] as const),
];

/** Whether rules are to be asked again since these fields are others. */
export const asksRules = (fields: readonly CodingField[]): boolean =>
  fields.some((field) => askedFields.includes(field));

/**
 * Why a rule is for an item, in words for its history; null when it is not. `methodIds` are those that the item is paid
 * with.
 */
export function matchOf(
  rule: Rule,
  item: RuleItem,
  { lists, methodIds, baseCurrency }: { lists: Lists; methodIds: readonly string[]; baseCurrency: string },
): string | null {
  const scope = scopeMatch(rule, item, methodIds, lists);
  if (scope === null) return null;
  const reasons = [scope];
  for (const ask of questions) {
    const answer = ask(rule.conditions, item, lists, baseCurrency);
    if (answer === false) return null;
    if (answer !== null) reasons.push(answer);
  }
  return reasons.join('; ');
}

function scopeMatch({ scope }: Rule, item: RuleItem, methodIds: readonly string[], lists: Lists): string | null {
  const workspace = workspaceOfScope(scope);
  if (workspace && workspace !== item.workspace) return null;
  const named = (list: 'contacts' | 'owners' | 'paymentMethods', id: string) =>
    isolated(entryName(list, id, lists, 'kept') ?? 'unknown');
  const { contactId, ownerId } = item.coding;
  switch (scope.kind) {
    case 'MEMBER':
      return ownerId === scope.id ? `The owner is ${named('owners', scope.id)}` : null;
    case 'PAYMENT_METHOD':
      return methodIds.includes(scope.id) ? `It is paid with ${named('paymentMethods', scope.id)}` : null;
    case 'SUPPLIER':
      return contactId === scope.id ? `The supplier is ${named('contacts', scope.id)}` : null;
    case 'CUSTOMER':
      return contactId === scope.id ? `The customer is ${named('contacts', scope.id)}` : null;
    case 'BUSINESS':
      return 'It is for all items';
  }
}

/** False when it is not so, null when it is not asked, else why it is. */
type Answer = string | false | null;
type Question = (asked: RuleConditions, item: RuleItem, lists: Lists, baseCurrency: string) => Answer;

const questions: readonly Question[] = [
  ({ workspace }, item) =>
    asked(workspace, (wanted) => wanted === item.workspace && `it is in ${workspaceNames[wanted]}`),
  ({ types }, { coding: { type } }) =>
    asked(types, (wanted) => wanted.includes(type) && `its type is ${itemTypeNames[type].toLowerCase()}`),
  ({ ownerId }, { coding }, lists) =>
    asked(
      ownerId,
      (id) => coding.ownerId === id && `the owner is ${isolated(entryName('owners', id, lists, 'kept') ?? 'unknown')}`,
    ),
  ({ currency }, { coding }, _, baseCurrency) =>
    asked(currency, (code) => (coding.currency ?? baseCurrency) === code && `it is in ${code}`),
  ({ amountFrom, amountTo }, { coding: { total } }) => {
    if (amountFrom === undefined && amountTo === undefined) return null;
    if (total === null) return false;
    if (amountFrom !== undefined && decimal(total).lt(amountFrom)) return false;
    if (amountTo !== undefined && decimal(total).gt(amountTo)) return false;
    return `the total of ${writeNumber(decimal(total).toFixed(), 'kept')} is ${between(amountFrom, amountTo)}`;
  },
  ({ datedFrom, datedTo }, { coding: { issuedOn } }) => {
    if (datedFrom === undefined && datedTo === undefined) return null;
    if (issuedOn === null || (datedFrom && issuedOn < datedFrom) || (datedTo && issuedOn > datedTo)) return false;
    return `it is dated ${formatDate(issuedOn)}`;
  },
  ({ words }, item) =>
    asked(words, (wanted) => {
      const found = wordIn(textsOf(item), wanted);
      return found !== null && `“${isolated(found)}” stands in it`;
    }),
  ({ pattern }, item) =>
    asked(pattern, (form) => {
      const found = wordOfForm(textsOf(item), form);
      return found !== null && `${isolated(found)} has the form ${form}`;
    }),
];

const asked = <T>(condition: T | undefined, answer: (condition: T) => string | false): Answer =>
  condition === undefined ? null : answer(condition);

/** Bounds as they are said: `from 10 to 20`, `at least 10`, `at most 20`. */
export function between(from: string | undefined, to: string | undefined): string {
  const said = (amount: string) => writeNumber(decimal(amount).toFixed(), 'kept');
  if (from !== undefined && to !== undefined) return `from ${said(from)} to ${said(to)}`;
  return from === undefined ? `at most ${said(to ?? '0')}` : `at least ${said(from)}`;
}

/** The description is not among them: rules set it. */
const textsOf = ({ texts, coding: { reference } }: RuleItem) => (reference === null ? texts : [reference, ...texts]);

/**
 * The first of the wanted that stands in one of the texts, as words: `rent` does not stand in `current`. Capitals and
 * accents are nothing, and neither is what stands between words.
 */
function wordIn(texts: readonly string[], wanted: readonly string[]): string | null {
  return wanted.find((word) => texts.some((text) => spaced(text).includes(spaced(word)))) ?? null;
}

/** Long texts are asked by many rules one after the other. */
const lately = new Map<string, string>();
const KEPT_TEXTS = 50;

/** All but letters and digits is a space, and so are both ends. */
function spaced(text: string): string {
  const known = lately.get(text);
  if (known !== undefined) return known;
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const made = ` ${plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
  if (lately.size >= KEPT_TEXTS) lately.clear();
  lately.set(text, made);
  return made;
}
