import { itemTypeNames, publishToNames } from '#lib/domain/coding/fields.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { type RuleScope, ruleScopeKinds } from '#lib/domain/rules/rule.ts';
import { scopeNames } from '#lib/domain/rules/rule-words.ts';
import { readSplit, splitText } from '#lib/domain/rules/split-text.ts';
import { comparable } from '#lib/domain/text.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import type { StoredRule } from '../stored-rules.ts';

/** What names stand for in a file, and back. */
export type RuleNames = {
  nameOf: (list: NamedList, id: string) => string;
  idOf: (list: NamedList, name: string) => Result<string, string>;
  lists: Lists;
};
export type NamedList =
  | 'accounts'
  | 'taxRates'
  | 'tracking1'
  | 'tracking2'
  | 'paymentMethods'
  | 'owners'
  | 'suppliers'
  | 'customers';

export const scopeList = {
  MEMBER: 'owners',
  PAYMENT_METHOD: 'paymentMethods',
  SUPPLIER: 'suppliers',
  CUSTOMER: 'customers',
} as const;

/** A part of a rule in a cell: its text, empty where nothing is said, and what a text means. */
type Part = {
  of: 'conditions' | 'effects';
  key: string;
  text: (value: never, names: RuleNames) => string;
  read: (text: string, names: RuleNames) => Result<unknown, string>;
};

const asIt = (of: Part['of'], key: string): Part => ({
  of,
  key,
  text: (value: string) => value,
  read: (text) => ok(text),
});
const entry = (of: Part['of'], key: string, list: NamedList): Part => ({
  ...{ of, key },
  text: (id: string, { nameOf }) => nameOf(list, id),
  read: (text, { idOf }) => idOf(list, text),
});
const choice = (of: Part['of'], key: string, wordsOf: (lists: Lists) => Record<string, string>): Part => ({
  ...{ of, key },
  text: (value: string, { lists }) => wordsOf(lists)[value] ?? value,
  read: (text, { lists }) => chosen(text, wordsOf(lists)),
});
const listed = (text: string) =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);

const splitLists = {
  Category: 'accounts',
  'Tax rate': 'taxRates',
  'Tracking 1': 'tracking1',
  'Tracking 2': 'tracking2',
  Customer: 'customers',
} as const;

/** The columns of what a rule asks and sets. */
export const partColumns = {
  'Words in the document': {
    of: 'conditions',
    key: 'words',
    text: (words: string[]) => words.join(', '),
    read: (text) => ok(listed(text)),
  },
  'Reference or account number': asIt('conditions', 'pattern'),
  'Total from': asIt('conditions', 'amountFrom'),
  'Total to': asIt('conditions', 'amountTo'),
  Currency: asIt('conditions', 'currency'),
  Owner: entry('conditions', 'ownerId', 'owners'),
  'Dated from': asIt('conditions', 'datedFrom'),
  'Dated to': asIt('conditions', 'datedTo'),
  Types: {
    of: 'conditions',
    key: 'types',
    text: (types: (keyof typeof itemTypeNames)[]) => types.map((type) => itemTypeNames[type]).join(', '),
    read: (text) => allOf(listed(text).map((each) => chosen(each, itemTypeNames))),
  },
  Workspace: choice('conditions', 'workspace', () => workspaceNames),
  Category: entry('effects', 'accountId', 'accounts'),
  'Tax rate': entry('effects', 'taxRateId', 'taxRates'),
  'Tracking 1': entry('effects', 'tracking1OptionId', 'tracking1'),
  'Tracking 2': entry('effects', 'tracking2OptionId', 'tracking2'),
  Description: asIt('effects', 'description'),
  'Due days': { of: 'effects', key: 'dueDays', text: (days: number) => String(days), read: (text) => ok(Number(text)) },
  'Paid with': entry('effects', 'paidWith', 'paymentMethods'),
  'Publish to': choice('effects', 'publishTo', () => publishToNames),
  'Publish as': choice('effects', 'publishAs', ({ rules }) => rules.statusNames),
  'Publish by itself': {
    of: 'effects',
    key: 'autoPublish',
    text: (publishes: boolean) => (publishes ? 'Yes' : 'Never'),
    read: (text) => {
      const word = chosen(text, { true: 'Yes', false: 'Never' });
      return word.ok ? ok(word.value === 'true') : word;
    },
  },
  Split: {
    of: 'effects',
    key: 'split',
    text: (split: Parameters<typeof splitText>[0], { nameOf }) =>
      splitText(split, (word, id) => nameOf(splitLists[word], id)),
    read: (text, { idOf }) => readSplit(text, (word, name) => idOf(splitLists[word], name)),
  },
} as const satisfies Record<string, Part>;
export type PartTitle = keyof typeof partColumns;
export const partTitles = Object.keys(partColumns) as PartTitle[];

export const ruleTitles = ['Rule', 'For', 'Of', 'Name', 'On', ...partTitles] as const;
export type RuleTitle = (typeof ruleTitles)[number];

/** A rule as a line of a file. */
export function lineOfRule({ id, scope, name, isOn, conditions, effects }: StoredRule, names: RuleNames): string[] {
  return [
    ...[id, scopeNames[scope.kind], scope.kind === 'BUSINESS' ? '' : names.nameOf(scopeList[scope.kind], scope.id)],
    ...[name ?? '', isOn ? 'Yes' : 'No'],
    ...partTitles.map((title) => {
      const { of, key, text } = partColumns[title] as Part;
      const value = ({ conditions, effects }[of] as Record<string, unknown>)[key];
      return value === undefined ? '' : text(value as never, names);
    }),
  ];
}

export function readScope(kind: string, of: string, { idOf }: RuleNames): Result<RuleScope, string> {
  const found = ruleScopeKinds.find((each) => comparable(scopeNames[each]) === comparable(kind));
  if (!found) return fail(`For is one of ${Object.values(scopeNames).join(', ')}.`);
  if (found === 'BUSINESS') return ok({ kind: found, id: null });
  const id = idOf(scopeList[found], of);
  return id.ok ? ok({ kind: found, id: id.value }) : id;
}

function chosen(text: string, words: Record<string, string>): Result<string, string> {
  const found = Object.entries(words).find(([, word]) => comparable(word) === comparable(text));
  return found ? ok(found[0]) : fail(`“${text}” is none of ${Object.values(words).join(', ')}.`);
}

function allOf(results: Result<string, string>[]): Result<string[], string> {
  const values: string[] = [];
  for (const each of results) {
    if (!each.ok) return each;
    values.push(each.value);
  }
  return ok(values);
}
