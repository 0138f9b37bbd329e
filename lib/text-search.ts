import { Prisma } from '#prisma/generated/client.ts';

/** Whether a text holds what was typed, whatever its case and accents. Signs mean themselves: no pattern is made anywhere else. */
export function contains(text: Prisma.Sql, wanted: string): Prisma.Sql {
  return containsFolded(Prisma.sql`fold_text(${text})`, wanted);
}

/**
 * The same of texts that the database has folded already (`fold_text`, 0250_search_of_every_field), which an index finds.
 * With `after`, a sign that the text holds once: only what comes after it is looked at.
 */
export function containsFolded(text: Prisma.Sql, wanted: string, after?: string): Prisma.Sql {
  return Prisma.sql`${text} LIKE fold_text(${`%${after === undefined ? '' : `${after}%`}${escaped(wanted)}%`})`;
}

/** The same of names that are stored as they are compared, as `wanted` is (`normaliseContactName`). */
export function containsNormalised(name: Prisma.Sql, wanted: string): Prisma.Sql {
  return Prisma.sql`${name} LIKE ${`%${escaped(wanted)}%`}`;
}

/** Whether a text begins with what was typed, whatever its case and accents. */
export function beginsWith(text: Prisma.Sql, wanted: string): Prisma.Sql {
  return Prisma.sql`fold_text(${text}) LIKE fold_text(${`${escaped(wanted)}%`})`;
}

/** Whether a name that is stored as it is compared begins with `wanted`. */
export function beginsWithNormalised(name: Prisma.Sql, wanted: string): Prisma.Sql {
  return Prisma.sql`${name} LIKE ${`${escaped(wanted)}%`}`;
}

/** `%`, `_` and `\` are signs of their own in a pattern, and so are the wide ones once they are folded. */
const escaped = (wanted: string) => wanted.normalize('NFKD').replace(/[\\%_]/g, '\\$&');
