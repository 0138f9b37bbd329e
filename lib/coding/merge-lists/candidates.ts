import type { Db } from '#lib/db.ts';
import { contactNameKey, normaliseContactName } from '#lib/domain/contact-name.ts';
import type { MergeEntry, MergeList } from '#lib/domain/merge-lists.ts';
import { beginsWithFolded, contains } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { ShownEntry } from './browse-pairs.ts';
import type { MergeBooks } from './merge-books.ts';
import { mergeTables } from './merge-tables.ts';

/** The lists that are looked at whole: no books have more categories, tax rates or options. */
const MAX_WHOLE = 2_000;
/** Contacts that may be one of a page's. */
const MAX_ALIKE = 2_000;
const MAX_FOUND = 50;

/** The entries of the connected books that those of other books may be: all of a short list, of contacts those alike. */
export async function candidatesFor(
  db: Db,
  businessId: string,
  { connectionId }: Pick<MergeBooks, 'connectionId'>,
  list: MergeList,
  olds: readonly MergeEntry[],
): Promise<MergeEntry[]> {
  if (olds.length === 0) return [];
  const { from, where, code, name, group, numbers, email, isOffered } = mergeTables[list];
  const alike = list === 'contacts' ? isAlike(olds) : list === 'products' ? isSameProduct(olds) : Prisma.sql`true`;
  return db.$queryRaw<MergeEntry[]>`
    SELECT e."id", ${code} AS "code", ${name} AS "name", ${group} AS "group", ${numbers} AS "numbers", ${email} AS "email"
      FROM ${from}
     WHERE e."businessId" = ${businessId}::uuid AND e."connectionId" = ${connectionId}::uuid AND ${where}
       AND ${isOffered} AND ${alike}
     ORDER BY e."id" LIMIT ${list === 'contacts' ? MAX_ALIKE : MAX_WHOLE}`;
}

/** By the beginning of its name without the legal form, or by anything that numbers it. */
function isAlike(olds: readonly MergeEntry[]): Prisma.Sql {
  const firms = [...new Set(olds.map(({ name }) => contactNameKey(normaliseContactName(name))))].filter(Boolean);
  const numbers = [...new Set(olds.flatMap((old) => old.numbers))];
  const emails = [...new Set(olds.flatMap(({ email }) => email?.toLowerCase() ?? []))];
  const begins = firms.map((firm) => beginsWithFolded(Prisma.sql`e."normalisedName"`, firm));
  return Prisma.sql`(${Prisma.join(
    [
      ...begins,
      Prisma.sql`e."taxNumber" = ANY(${numbers}) OR e."accountNumber" = ANY(${numbers}) OR e."bankAccount" = ANY(${numbers})`,
      Prisma.sql`lower(e."email") = ANY(${emails})`,
    ],
    ' OR ',
  )})`;
}

function isSameProduct(olds: readonly MergeEntry[]): Prisma.Sql {
  const codes = olds.flatMap(({ code }) => code?.toLowerCase() ?? []);
  const names = olds.map(({ name }) => name.toLowerCase());
  return Prisma.sql`(lower(e."code") = ANY(${codes}) OR lower(coalesce(e."name", e."code")) = ANY(${names}))`;
}

/** The entries of the connected books that hold what was typed in their code or name; those that begin with it first. */
export function findMergeTargets(
  db: Db,
  businessId: string,
  { connectionId }: Pick<MergeBooks, 'connectionId'>,
  list: MergeList,
  query: string,
): Promise<ShownEntry[]> {
  const { from, where, code, name, group, isOffered } = mergeTables[list];
  const wanted = query.trim();
  const label = Prisma.sql`concat_ws(' ', ${code}, ${name})`;
  const found =
    wanted === '' ? Prisma.sql`true` : Prisma.sql`(${contains(label, wanted)} OR ${contains(group, wanted)})`;
  return db.$queryRaw<ShownEntry[]>`
    SELECT e."id", ${code} AS "code", ${name} AS "name", ${group} AS "group" FROM ${from}
     WHERE e."businessId" = ${businessId}::uuid AND ${ofTheseBooks(list, connectionId)} AND ${where} AND ${isOffered} AND ${found}
     ORDER BY lower(${label}) LIKE lower(${`${wanted.replace(/[\\%_]/g, '\\$&')}%`}) DESC, lower(${label}), e."id"
     LIMIT ${MAX_FOUND}`;
}

/** A contact that was made here and is in no books yet may take a place too. */
export function ofTheseBooks(list: MergeList, connectionId: string): Prisma.Sql {
  return list === 'contacts'
    ? Prisma.sql`(e."connectionId" = ${connectionId}::uuid OR e."connectionId" IS NULL)`
    : Prisma.sql`e."connectionId" = ${connectionId}::uuid`;
}
