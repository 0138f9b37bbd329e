import { guardNames, guards } from './auto-publish/guard-names.ts';
import { itemTypeNames, publishToNames, taxModeNames } from './coding/fields.ts';
import type { ItemFilterName } from './inbox-choices.ts';
import type { Workspace } from './paths.ts';
import { capitalised, contactWords } from './words.ts';

/** The lists that filters choose entries of. */
export const filterLists = [
  'flags',
  'owners',
  'members',
  'contacts',
  'accounts',
  'taxRates',
  'tracking1',
  'tracking2',
  'products',
  'customers',
  'paymentMethods',
  'currencies',
  'statuses',
  'causes',
] as const;
export type FilterList = (typeof filterLists)[number];

/** The words for entries that an address may hold in place of an id, as they are shown. */
type Words = Readonly<Record<string, string>>;

type FilterKind =
  /** One of several entries of a list, or what a word stands for. */
  | { kind: 'entries'; list: FilterList; words: Words }
  /** One of several things that are always the same. */
  | { kind: 'choices'; words: Words }
  /** From one amount to another, each as lists show it: a credit note's is below zero. */
  | { kind: 'amounts' }
  /** From one day to another, or a period that goes with the calendar. */
  | { kind: 'dates'; mayBeNone: boolean }
  /** A part of a text, whatever its case. */
  | { kind: 'text' };

export type FilterSpec = { label: string; labelIn?: (workspace: Workspace) => string; group: FilterGroup } & FilterKind;

export const filterGroups = ['Document', 'Coding', 'Amounts', 'In Intray'] as const;
export type FilterGroup = (typeof filterGroups)[number];

const none = { none: 'None' };

/** By the guard. */
const heldWords = Object.fromEntries(guards.map((guard) => [guard, `Held: ${guardNames[guard]}`]));

/** What items can be filtered by, each once, in the order in which they are offered. */
export const itemFilters: Record<ItemFilterName, FilterSpec> = {
  type: { label: 'Type', group: 'Document', kind: 'choices', words: itemTypeNames },
  contact: {
    label: 'Contact',
    labelIn: (workspace) => capitalised(contactWords[workspace].one),
    group: 'Document',
    kind: 'entries',
    list: 'contacts',
    words: none,
  },
  reference: { label: 'Document reference', group: 'Document', kind: 'text' },
  description: { label: 'Description', group: 'Document', kind: 'text' },
  date: { label: 'Date', group: 'Document', kind: 'dates', mayBeNone: true },
  due: { label: 'Due date', group: 'Document', kind: 'dates', mayBeNone: true },
  category: { label: 'Category', group: 'Coding', kind: 'entries', list: 'accounts', words: none },
  taxRate: { label: 'Tax rate', group: 'Coding', kind: 'entries', list: 'taxRates', words: none },
  tracking1: { label: 'Tracking 1', group: 'Coding', kind: 'entries', list: 'tracking1', words: none },
  tracking2: { label: 'Tracking 2', group: 'Coding', kind: 'entries', list: 'tracking2', words: none },
  product: { label: 'Product or service', group: 'Coding', kind: 'entries', list: 'products', words: {} },
  rebill: { label: 'Rebillable customer', group: 'Coding', kind: 'entries', list: 'customers', words: {} },
  lines: {
    label: 'Line items',
    group: 'Coding',
    kind: 'choices',
    words: { yes: 'With line items', no: 'Without line items' },
  },
  publishTo: { label: 'Publish to', group: 'Coding', kind: 'choices', words: publishToNames },
  publishAs: { label: 'Publish as', group: 'Coding', kind: 'entries', list: 'statuses', words: {} },
  total: { label: 'Total', group: 'Amounts', kind: 'amounts' },
  net: { label: 'Net', group: 'Amounts', kind: 'amounts' },
  tax: { label: 'Tax', group: 'Amounts', kind: 'amounts' },
  taxMode: { label: 'Amounts are', group: 'Amounts', kind: 'choices', words: taxModeNames },
  currency: {
    label: 'Currency',
    group: 'Amounts',
    kind: 'entries',
    list: 'currencies',
    words: { foreign: 'Any but the base currency' },
  },
  paid: {
    label: 'Paid',
    group: 'Amounts',
    kind: 'choices',
    words: { no: 'Not paid', part: 'Paid in part', yes: 'Paid' },
  },
  method: { label: 'Payment method', group: 'Amounts', kind: 'entries', list: 'paymentMethods', words: {} },
  owner: { label: 'Owner', group: 'In Intray', kind: 'entries', list: 'owners', words: { me: 'Me', nobody: 'Nobody' } },
  submitter: { label: 'Added by', group: 'In Intray', kind: 'entries', list: 'members', words: { me: 'Me' } },
  added: { label: 'Added', group: 'In Intray', kind: 'dates', mayBeNone: false },
  flag: {
    label: 'Flag',
    group: 'In Intray',
    kind: 'entries',
    list: 'flags',
    words: { any: 'Any flag', none: 'No flag' },
  },
  unread: { label: 'Read', group: 'In Intray', kind: 'choices', words: { yes: 'Unread', no: 'Read' } },
  problem: {
    label: 'Problems',
    group: 'In Intray',
    kind: 'choices',
    words: { yes: 'With problems', no: 'Without problems' },
  },
  cause: { label: 'Why it failed', group: 'In Intray', kind: 'entries', list: 'causes', words: {} },
  duplicate: {
    label: 'Duplicates',
    group: 'In Intray',
    kind: 'choices',
    words: { yes: 'Looks like another item', books: 'May be in the books already', no: 'Neither of both' },
  },
  auto: {
    label: 'Published by itself',
    group: 'In Intray',
    kind: 'choices',
    words: {
      waiting: 'Will be',
      held: 'Held back by any guard',
      ...heldWords,
      stopped: 'Stopped by a person',
      done: 'Was',
    },
  },
  exported: {
    label: 'Exported',
    group: 'In Intray',
    kind: 'choices',
    words: { yes: 'Exported', no: 'Never exported' },
  },
  claim: {
    label: 'Expense claim',
    group: 'In Intray',
    kind: 'choices',
    words: { yes: 'In expense claim', no: 'In none' },
  },
  books: {
    label: 'In the books',
    group: 'In Intray',
    kind: 'choices',
    words: {
      draft: 'Draft',
      submitted: 'Awaiting approval',
      approved: 'Awaiting payment',
      partPaid: 'Part paid',
      paid: 'Paid',
      gone: 'Voided or deleted',
      edited: 'Changed there',
    },
  },
};

/** What a filter is called; `tracking` are the names of the business's active tracking categories. */
export function filterLabel(name: ItemFilterName, workspace: Workspace, tracking: readonly string[]): string {
  const own = name === 'tracking1' ? tracking[0] : name === 'tracking2' ? tracking[1] : undefined;
  return own ?? itemFilters[name].labelIn?.(workspace) ?? itemFilters[name].label;
}
