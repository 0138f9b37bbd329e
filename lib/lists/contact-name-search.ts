import { isSoughtAsWritten, normaliseContactName } from '#lib/domain/contact-name.ts';
import { comparable } from '#lib/domain/text.ts';
import { contains, containsNormalised } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';

/**
 * Whether the name of a contact (a table's alias) holds what was typed: its accents and punctuation aside, unless there
 * are signs in it that tell names apart, as in `C++`: then it is looked for in the name as it is written. Null when
 * nothing is wanted.
 */
export function nameContains(contact: Prisma.Sql, wanted: string): Prisma.Sql | null {
  if (comparable(wanted) === '') return null;
  return isSoughtAsWritten(wanted)
    ? contains(Prisma.sql`${contact}."name"`, comparable(wanted))
    : containsNormalised(Prisma.sql`${contact}."normalisedName"`, normaliseContactName(wanted));
}
