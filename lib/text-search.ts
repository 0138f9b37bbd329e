import { Prisma } from '#prisma/generated/client.ts';

/** Whether a text holds what was typed, whatever its case. Signs mean themselves: no pattern is made anywhere else. */
export function contains(text: Prisma.Sql, wanted: string): Prisma.Sql {
  return Prisma.sql`${text} ILIKE ${`%${escaped(wanted)}%`}`;
}

/** The same of texts that are stored without case, as `wanted` is: an index finds them. */
export function containsFolded(text: Prisma.Sql, wanted: string): Prisma.Sql {
  return Prisma.sql`${text} LIKE ${`%${escaped(wanted)}%`}`;
}

/**
 * The same of texts whose case the database took away, of which `lower` alone knows how. With `after`, a sign that the
 * text holds once: only what comes after it is looked at.
 */
export function containsLowered(text: Prisma.Sql, wanted: string, after?: string): Prisma.Sql {
  return Prisma.sql`${text} LIKE lower(${`%${after === undefined ? '' : `${after}%`}${escaped(wanted)}%`})`;
}

/** Whether a text begins with what was typed, whatever its case. */
export function beginsWith(text: Prisma.Sql, wanted: string): Prisma.Sql {
  return Prisma.sql`${text} ILIKE ${`${escaped(wanted)}%`}`;
}

/** Whether a text that is stored without case begins with `wanted`. */
export function beginsWithFolded(text: Prisma.Sql, wanted: string): Prisma.Sql {
  return Prisma.sql`${text} LIKE ${`${escaped(wanted)}%`}`;
}

/** `%`, `_` and `\` are signs of their own in a pattern. */
const escaped = (wanted: string) => wanted.replace(/[\\%_]/g, '\\$&');
