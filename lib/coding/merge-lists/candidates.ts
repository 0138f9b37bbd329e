import { type Db, db } from '#lib/db.ts';
import { contactNameKey, legalForms, normaliseContactName } from '#lib/domain/contact-name.ts';
import type { MergeEntry, MergeList } from '#lib/domain/merge-lists.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { beginsWith, contains } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { ShownEntry } from './browse-pairs.ts';
import { type MergeBooks, mergeBooks, notConnected } from './merge-books.ts';
import { mergeTables } from './merge-tables.ts';

/** The lists that are looked at whole: no books have more categories, tax rates or options. */
const MAX_WHOLE = 2_000;
/** Contacts that may be one of those asked for, of which there are 2,000 at most. */
const MAX_ALIKE = 10_000;
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

/** By its name, also with another legal form or none, or by anything that numbers it. */
function isAlike(olds: readonly MergeEntry[]): Prisma.Sql {
  const names = olds.map(({ name }) => normaliseContactName(name));
  const firms = [...new Set(names.map(contactNameKey))].filter(Boolean);
  const spellings = new Set([...names, ...firms.flatMap((firm) => [firm, ...forms.map((form) => `${firm} ${form}`)])]);
  const numbers = [...new Set(olds.flatMap((old) => old.numbers))];
  const emails = [...new Set(olds.flatMap(({ email }) => email?.toLowerCase() ?? []))];
  return Prisma.sql`(e."normalisedName" = ANY(${[...spellings]}) OR e."taxNumber" = ANY(${numbers})
    OR e."accountNumber" = ANY(${numbers}) OR e."bankAccount" = ANY(${numbers}) OR lower(e."email") = ANY(${emails}))`;
}

/** How names of firms end; some have two of them. */
const forms = [...legalForms, 'pty ltd', 'co ltd', 'and co', 'gmbh and co kg'];

function isSameProduct(olds: readonly MergeEntry[]): Prisma.Sql {
  const codes = olds.flatMap(({ code }) => code?.toLowerCase() ?? []);
  const names = olds.map(({ name }) => name.toLowerCase());
  return Prisma.sql`(lower(e."code") = ANY(${codes}) OR lower(coalesce(e."name", e."code")) = ANY(${names}))`;
}

/**
 * The entries of the connected books that hold what was typed in their code or name: first those of the old entry's
 * percentage, class or currency, since another is seldom meant, and of them those that begin with it.
 */
export async function findMergeTargets(
  scope: BusinessScope,
  { list, fromId, query }: { list: MergeList; fromId: string; query: string },
): Promise<Result<ShownEntry[]>> {
  const books = await mergeBooks(scope);
  if (!books) return notConnected;
  const { from, where, code, name, group, isOffered } = mergeTables[list];
  const label = Prisma.sql`concat_ws(' ', ${code}, ${name})`;
  const found = query === '' ? Prisma.sql`true` : Prisma.sql`(${contains(label, query)} OR ${contains(group, query)})`;
  const [old] = await db.$queryRaw<{ group: string | null }[]>`
    SELECT ${group} AS "group" FROM ${from} WHERE e."id" = ${fromId}::uuid AND e."businessId" = ${scope.businessId}::uuid`;
  const isAlike = Prisma.sql`(${group} IS NOT DISTINCT FROM ${old?.group ?? null}::text)`;
  return ok(
    await db.$queryRaw<ShownEntry[]>`
      SELECT e."id", ${code} AS "code", ${name} AS "name", ${group} AS "group" FROM ${from}
       WHERE e."businessId" = ${scope.businessId}::uuid AND ${ofTheseBooks(list, books.connectionId)}
         AND ${where} AND ${isOffered} AND ${found}
       ORDER BY ${isAlike} DESC, ${beginsWith(label, query)} DESC, lower(${label}), e."id"
       LIMIT ${MAX_FOUND}`,
  );
}

/** A contact that was made here and is in no books yet may take a place too. */
export function ofTheseBooks(list: MergeList, connectionId: string): Prisma.Sql {
  return list === 'contacts'
    ? Prisma.sql`(e."connectionId" = ${connectionId}::uuid OR e."connectionId" IS NULL)`
    : Prisma.sql`e."connectionId" = ${connectionId}::uuid`;
}
