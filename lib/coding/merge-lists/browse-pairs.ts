import { z } from 'zod';
import { db } from '#lib/db.ts';
import {
  type Confidence,
  type MergeEntry,
  type MergeList,
  mergeLists,
  pairWords,
  suggestPairs,
} from '#lib/domain/merge-lists.ts';
import { type BrowsePlan, browse, byText, type EntryPage, listQueryOf } from '#lib/lists/browse/browse.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { contains } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { candidatesFor } from './candidates.ts';
import type { MergeBooks } from './merge-books.ts';
import { isOfOtherBooks, mergeTables } from './merge-tables.ts';
import { isNamed, openUses } from './named-by-items.ts';

/** An entry as it is shown and chosen. */
export type ShownEntry = { id: string; code: string | null; name: string; group: string | null };

/** An entry of other books, and what is to become of it. */
export type PairRow = ShownEntry & {
  /** The books that it is of. */
  books: string;
  isArchived: boolean;
  /** Open items that name it, up to what is counted. */
  uses: number;
  /** Rules that name it. */
  rules: number;
  hasSettings: boolean;
  isSkipped: boolean;
  to: ShownEntry | null;
  /** Of what nobody has decided. */
  suggestion: { to: ShownEntry; confidence: Confidence; why: string } | null;
};

const sorts = { name: byText(Prisma.sql`e."name"`) };
const productSorts = { name: byText(Prisma.sql`coalesce(e."name", e."code")`) };
const sortsOf = (list: MergeList) => (list === 'products' ? productSorts : sorts);

const listed = z.object({ list: z.enum(mergeLists) });
/** What a page on the screen asks for. `showArchived` shows those too that nothing uses. */
export const pairsQuery = listed.and(listQueryOf(sorts));
export type PairsQuery = z.output<typeof pairsQuery>;

type Found = Omit<PairRow, 'suggestion' | 'rules'> & Pick<MergeEntry, 'numbers' | 'email'>;

/** The entries of other books that items, rules or settings use, with what is chosen or suggested for each: a page of them. */
export async function browsePairs(
  scope: BusinessScope,
  books: MergeBooks,
  query: PairsQuery,
): Promise<EntryPage<PairRow>> {
  const page = await browse<Found>(pairsPlan(scope.businessId, books, query.list), query);
  const undecided = page.rows.filter(({ to, isSkipped }) => to === null && !isSkipped);
  const candidates = await candidatesFor(db, scope.businessId, books, query.list, undecided);
  const suggestions = suggestPairs(query.list, undecided, candidates);
  const known = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  return {
    ...page,
    rows: page.rows.map(({ numbers: _, email: __, ...row }) => {
      const suggestion = suggestions.get(row.id);
      const to = suggestion && known.get(suggestion.toId);
      return {
        ...row,
        rules: books.ruled.get(row.id)?.size ?? 0,
        suggestion:
          suggestion && to
            ? { to: shown(to), confidence: suggestion.confidence, why: pairWords(query.list, suggestion) }
            : null,
      };
    }),
  };
}

const shown = ({ id, code, name, group }: ShownEntry): ShownEntry => ({ id, code, name, group });

/** How many entries of a list are used and undecided, for the tabs. */
export async function undecidedOf(businessId: string, books: MergeBooks): Promise<Record<MergeList, number>> {
  const counts = mergeLists.map((list) => {
    const { from, where, filters, isArchived } = pairsPlan(businessId, books, list);
    return Prisma.sql`(SELECT count(*)::int FROM ${from}
      WHERE ${where} AND ${filters?.kind?.undecided} AND NOT ${isArchived}) AS ${Prisma.raw(`"${list}"`)}`;
  });
  const [row] = await db.$queryRaw<Record<MergeList, number>[]>`SELECT ${Prisma.join(counts)}`;
  if (!row) throw new Error('The statement that counts entries of other books gave no row');
  return row;
}

export function pairsPlan(businessId: string, { connectionId, ruled }: MergeBooks, list: MergeList): BrowsePlan {
  const table = mergeTables[list];
  const entryOf = (alias: string) => Prisma.raw(alias);
  return {
    columns: Prisma.sql`e."id", ${table.code} AS "code", ${table.name} AS "name", ${table.group} AS "group",
      ${table.numbers} AS "numbers", ${table.email} AS "email", e."isArchived",
      (SELECT c."organisationName" FROM "Connection" AS c WHERE c."id" = e."connectionId") AS "books",
      ${openUses(table)} AS "uses", ${table.hasSettings} AS "hasSettings",
      ${entryOf('p')}."fromId" IS NOT NULL AND p."toId" IS NULL AS "isSkipped", ${chosen(list)} AS "to"`,
    from: Prisma.sql`${table.from} LEFT JOIN "EntryPair" AS p
      ON p."connectionId" = ${connectionId}::uuid AND p."fromId" = e."id"`,
    id: Prisma.sql`e."id"`,
    where: Prisma.sql`${isOfOtherBooks(businessId, connectionId)} AND ${table.where}`,
    // What nothing uses is out of the way as what is archived is elsewhere.
    isArchived: Prisma.sql`(NOT (${isNamed(table)} OR ${table.hasSettings} OR e."id" = ANY(${[...ruled.keys()]}::uuid[])))`,
    matches: (search) => Prisma.sql`${contains(table.name, search)} OR ${contains(table.code, search)}`,
    filters: {
      kind: {
        undecided: Prisma.sql`p."fromId" IS NULL`,
        paired: Prisma.sql`p."toId" IS NOT NULL`,
        skipped: Prisma.sql`(p."fromId" IS NOT NULL AND p."toId" IS NULL)`,
      },
    },
    sorts: sortsOf(list),
  };
}

/** The chosen entry of the new books. */
function chosen(list: MergeList): Prisma.Sql {
  const { from, code, name, group } = mergeTables[list];
  return Prisma.sql`(SELECT jsonb_build_object('id', e."id", 'code', ${code}, 'name', ${name}, 'group', ${group})
    FROM ${from} WHERE e."id" = p."toId")`;
}
