import { isSoughtAsWritten, normaliseContactName } from '#lib/domain/contact-name.ts';
import { foldText } from '#lib/domain/fold-text.ts';
import { valuesOf, wordsOf } from '#lib/domain/search-words.ts';
import { containsFolded } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { NamedByWord } from './items-named.ts';

const text = Prisma.sql`i."searchText"`;

/** Stands before the name of the contact, as names are compared, in an item's search text (0250_search_of_every_field). */
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

/**
 * What holds for items (a table `i`) that a search finds: every word is in one of their texts, or is their number, an amount,
 * a date or the currency of theirs, or is part of what something of theirs is called: `namedByWord` has the conditions of that.
 */
export function searchConditions(search: string, namedByWord: NamedByWord): Prisma.Sql[] {
  return wordsOf(search).map((word) => wordCondition(word, namedByWord.get(word) ?? []));
}

/**
 * A word is looked for in the contact's name, the texts of the document and its lines and its file's name, all of them in
 * one indexed column, in the values of another, and is compared with the number. An amount is looked for whatever its sign
 * unless one is given. Punctuation of a contact's name does not count, unless the word has signs that tell names apart: `C++`.
 */
function wordCondition(word: string, named: readonly Prisma.Sql[]): Prisma.Sql {
  const number = /^#?(\d{1,9})$/.exec(word)?.[1];
  const values = valuesOf(word);
  const name = isSoughtAsWritten(word) ? null : normaliseContactName(word);
  const places = [
    containsFolded(text, word),
    ...(name && name !== foldText(word) ? [containsFolded(text, name, NAME)] : []),
    ...(number ? [Prisma.sql`i."number" = ${Number(number)}`] : []),
    ...named,
    ...(values.length > 0 ? [Prisma.sql`i."searchValues" && ${values}::text[]`] : []),
  ];
  return Prisma.sql`(${Prisma.join(places, ' OR ')})`;
}
