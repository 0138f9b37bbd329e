import { isOfSigns, normaliseContactName } from '#lib/domain/contact-name.ts';
import { comparable } from '#lib/domain/text.ts';
import { containsLowered } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';

const text = Prisma.sql`i."searchText"`;
const MAX_WORDS = 6;

/** Stands before the name of the contact, as names are compared, in an item's search text (0110_item_search). */
const NAME = '\u0001';

/** The words of a search; more are not looked for. */
export function wordsOf(search: string): string[] {
  return search.trim().split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
}

/**
 * What holds for items (a table `i`) that a search finds: every word is in one of their texts, or is their number or
 * total, or their owner's name: `ownersByWord` has those with a name that a word is part of.
 */
export function searchConditions(search: string, ownersByWord: ReadonlyMap<string, readonly string[]>): Prisma.Sql[] {
  return wordsOf(search).map((word) => wordCondition(word, ownersByWord.get(word) ?? []));
}

/**
 * A word is looked for in the contact's name, the texts of the document and its file's name, all of them in one indexed
 * column, and is compared with the number and the total. Accents and punctuation of a contact's name do not count.
 */
function wordCondition(word: string, ownerIds: readonly string[]): Prisma.Sql {
  const number = /^#?(\d{1,9})$/.exec(word)?.[1];
  const amount = /^\d[\d,]*\.\d{2}$/.test(word) ? word.replaceAll(',', '') : null;
  const name = isOfSigns(word) ? null : normaliseContactName(word);
  const places = [
    containsLowered(text, word),
    ...(name && name !== comparable(word) ? [containsLowered(text, name, NAME)] : []),
    ...(number ? [Prisma.sql`i."number" = ${Number(number)}`] : []),
    ...(ownerIds.length > 0 ? [Prisma.sql`i."ownerId" = ANY(${[...ownerIds]}::uuid[])`] : []),
    // As the index of the lists by total has it.
    ...(amount ? [Prisma.sql`COALESCE(i."total", -1e15) = ${amount}::numeric`] : []),
  ];
  return Prisma.sql`(${Prisma.join(places, ' OR ')})`;
}
