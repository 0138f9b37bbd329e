import { isSoughtAsWritten, normaliseContactName } from '#lib/domain/contact-name.ts';
import { comparable } from '#lib/domain/text.ts';
import { containsLowered } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';

const text = Prisma.sql`i."searchText"`;
const MAX_WORDS = 6;

/** Stands before the name of the contact, as names are compared, in an item's search text (0110_item_search). */
const NAME = '\u0001';

/** An amount of an item as lists show it: a credit note's is below zero, as `shownAmount` has it. */
export const signed = (amount: Prisma.Sql) =>
  Prisma.sql`CASE WHEN i."type" = 'CREDIT_NOTE' THEN -abs(${amount}) ELSE ${amount} END`;

/** What lists are ordered by total with, written as in the indexes (0143_signed_totals). */
export const totalKey = Prisma.sql`COALESCE(${signed(Prisma.sql`i."total"`)}, -1e15)`;

/** What lists are ordered by due date with, written as in the indexes (0206_list_layouts). */
export const dueKey = Prisma.sql`COALESCE(i."dueOn", DATE '0001-01-01')`;

/** The tax of an item: that of its lines, where it has any. */
export const itemTaxSql = Prisma.sql`COALESCE(
  (SELECT sum(l."taxAmount") FROM "LineItem" l WHERE l."itemId" = i."id"), i."taxAmount")`;

/** An amount whose thousands stand apart. */
const SPACED_AMOUNT = /(?<!\S)-?\d{1,3}(?:\s\d{3})+[.,]\d{2}(?!\S)/gu;

/** The words of a search; more are not looked for. */
export function wordsOf(search: string): string[] {
  return search
    .replace(SPACED_AMOUNT, (amount) => amount.replace(/\s/gu, ''))
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, MAX_WORDS);
}

/**
 * What holds for items (a table `i`) that a search finds: every word is in one of their texts, or is their number or
 * total, or is part of what something of theirs is called: `namedByWord` has the conditions of that.
 */
export function searchConditions(search: string, namedByWord: NamedByWord): Prisma.Sql[] {
  return wordsOf(search).map((word) => wordCondition(word, namedByWord.get(word) ?? []));
}

/** What holds for the items of an owner, a flag or a category that a word is part of the name of. */
export type NamedByWord = ReadonlyMap<string, readonly Prisma.Sql[]>;

/**
 * A word is looked for in the contact's name, the texts of the document and its lines and its file's name, all of them in
 * one indexed column, and is compared with the number and the total, which is looked for whatever its sign unless one is given.
 * Accents and punctuation of a contact's name do not count, unless the word has signs that tell names apart: `C++`.
 */
function wordCondition(word: string, named: readonly Prisma.Sql[]): Prisma.Sql {
  const number = /^#?(\d{1,9})$/.exec(word)?.[1];
  const totals = totalsOf(word);
  const name = isSoughtAsWritten(word) ? null : normaliseContactName(word);
  const places = [
    containsLowered(text, word),
    ...(name && name !== comparable(word) ? [containsLowered(text, name, NAME)] : []),
    ...(number ? [Prisma.sql`i."number" = ${Number(number)}`] : []),
    ...named,
    ...totals.map((total) => Prisma.sql`${totalKey} = ${total}::numeric`),
  ];
  return Prisma.sql`(${Prisma.join(places, ' OR ')})`;
}

/**
 * The totals that a word may mean, in any form of numbers, with or without the cents of a whole one; a minus may be a true
 * one, as in a text that was copied.
 */
export function totalsOf(word: string): string[] {
  const [, sign, whole = '', cents = '00'] =
    /^([-\u2212]?)(\d{1,12}|\d{1,3}(?:[.,'’]\d{3})+|\d[\d.,'’]*(?=[.,]\d{2}$))(?:[.,](\d{2}))?$/.exec(word) ?? [];
  if (whole === '') return [];
  const amount = `${whole.replace(/\D/g, '')}.${cents}`;
  return sign ? [`-${amount}`] : [amount, `-${amount}`];
}
