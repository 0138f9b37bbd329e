import { db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { withReplacedEntries } from '#lib/domain/coding/merge-entries.ts';
import { type MergeList, mergeLists } from '#lib/domain/merge-lists.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { loadRules } from '#lib/lists/load-lists.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { codingOf, withRows } from '../coding-columns.ts';
import { isClaimOpen } from '../contact-settings.ts';
import { isUnpublished } from '../replace-contacts.ts';
import { undecidedOf } from './browse-pairs.ts';
import { ofTheseBooks } from './candidates.ts';
import { type MergeBooks, mergeBooks, notConnected } from './merge-books.ts';
import { mergeTables } from './merge-tables.ts';
import { itemsNaming, itemsPaidThrough } from './named-by-items.ts';

/** What a merge of lists would do now, and what it would leave. */
export type ListMergePreview = {
  lists: {
    list: MergeList;
    pairs: number;
    /** Open items that change. */
    items: number;
    /** Pairs whose new entry is archived since, or gone: they do nothing. */
    broken: number;
  }[];
  /** Open items that change, each once, and the parts of them. */
  items: number;
  lines: number;
  payments: number;
  /** Of the first of them, what changes. */
  examples: { number: number; contact: string | null; changes: string[] }[];
  /** Payment methods that go through another account, aliases that mean another contact, and entries that are hidden. */
  methods: number;
  aliases: number;
  hidden: number;
  /** Rates and accounts that the tax settings name. */
  taxSettings: number;
  /** Rates of expense claims that are coded with them, and open claims, or people's next ones, that are paid to them. */
  claimRates: number;
  claims: number;
  /** Items in the archive, published or on their way: they keep what they have. */
  published: number;
  /** Entries that open items name and nobody has decided about, and those that are skipped. */
  undecided: number;
  skipped: number;
};

const EXAMPLES = 20;

/** Asks for no change. */
export async function previewListMerge(scope: BusinessScope): Promise<Result<ListMergePreview>> {
  const books = await mergeBooks(scope);
  if (!books) return notConnected;
  const { businessId } = scope;
  const [lists, counts, undecided, skipped, examples] = await Promise.all([
    Promise.all(mergeLists.map((list) => countOf(businessId, books, list))),
    countAll(businessId, books),
    undecidedOf(businessId, books),
    db.entryPair.count({ where: { connectionId: books.connectionId, toId: null } }),
    someItems(businessId, books),
  ]);
  return ok({
    lists: lists.filter(({ pairs, broken }) => pairs + broken > 0),
    ...counts,
    undecided: Object.values(undecided).reduce((sum, count) => sum + count, 0),
    skipped,
    examples,
  });
}

/** The old entries of the pairs that hold. */
const pairedIds =
  ({ connectionId }: MergeBooks) =>
  (list: MergeList) =>
    Prisma.sql`
  SELECT p."fromId" FROM "EntryPair" AS p
   WHERE p."connectionId" = ${connectionId}::uuid AND p."list" = ${list} AND ${holds(list, connectionId)}`;

function holds(list: MergeList, connectionId: string): Prisma.Sql {
  const { from, isOffered } = mergeTables[list];
  return Prisma.sql`EXISTS (SELECT FROM ${from}
    WHERE e."id" = p."toId" AND ${ofTheseBooks(list, connectionId)} AND ${isOffered})`;
}

async function countOf(businessId: string, books: MergeBooks, list: MergeList) {
  const { connectionId } = books;
  const paired = pairedIds(books);
  const touched = mergeTables[list].places.isPaidThrough
    ? Prisma.sql`${itemsNaming([list], paired)} UNION ${itemsPaidThrough(paired(list))}`
    : itemsNaming([list], paired);
  const [row] = await db.$queryRaw<{ pairs: number; broken: number; items: number }[]>`
    SELECT count(*) FILTER (WHERE ${holds(list, connectionId)})::int AS "pairs",
           count(*) FILTER (WHERE NOT ${holds(list, connectionId)})::int AS "broken",
           (SELECT count(*)::int FROM (${touched}) AS touched) AS "items"
      FROM "EntryPair" AS p
     WHERE p."connectionId" = ${connectionId}::uuid AND p."businessId" = ${businessId}::uuid
       AND p."list" = ${list} AND p."toId" IS NOT NULL`;
  return { list, pairs: row?.pairs ?? 0, broken: row?.broken ?? 0, items: row?.items ?? 0 };
}

type Counts = Pick<
  ListMergePreview,
  | 'items'
  | 'lines'
  | 'payments'
  | 'methods'
  | 'aliases'
  | 'hidden'
  | 'taxSettings'
  | 'claimRates'
  | 'claims'
  | 'published'
>;

async function countAll(businessId: string, books: MergeBooks): Promise<Counts> {
  const paired = pairedIds(books);
  const inLines = (column: string, list: MergeList) => Prisma.sql`l.${Prisma.raw(`"${column}"`)} IN (${paired(list)})`;
  const ofLines = Prisma.join(
    [
      inLines('accountId', 'categories'),
      inLines('taxRateId', 'tax-rates'),
      inLines('tracking1OptionId', 'tracking'),
      inLines('tracking2OptionId', 'tracking'),
      inLines('productId', 'products'),
      inLines('rebillableContactId', 'contacts'),
    ],
    ' OR ',
  );
  const accounts = Prisma.sql`${paired('categories')} UNION ALL ${paired('payment-methods')}`;
  const [row] = await db.$queryRaw<Counts[]>`
    WITH named AS MATERIALIZED (${itemsNaming(mergeLists, paired)}),
         closed AS (${itemsNaming(mergeLists, paired, Prisma.sql`i."deletedAt" IS NULL AND i."place" <> 'CLAIM' AND NOT ${isUnpublished}`)})
    SELECT (SELECT count(*)::int FROM named) AS "items",
           (SELECT count(*)::int FROM "LineItem" AS l WHERE l."itemId" IN (SELECT "id" FROM named) AND (${ofLines})) AS "lines",
           (SELECT count(*)::int FROM "ItemPayment" AS l
             WHERE l."itemId" IN (SELECT "id" FROM named) AND l."paymentMethodId" IN
                   (SELECT m."id" FROM "PaymentMethod" AS m WHERE m."accountId" IN (${accounts}))) AS "payments",
           (SELECT count(*)::int FROM closed) AS "published",
           (SELECT count(*)::int FROM "PaymentMethod" AS m
             WHERE m."businessId" = ${businessId}::uuid AND m."accountId" IN (${accounts})) AS "methods",
           (SELECT count(*)::int FROM "ContactAlias" AS a
             WHERE a."businessId" = ${businessId}::uuid AND a."contactId" IN (${paired('contacts')})) AS "aliases",
           (SELECT count(*)::int FROM "Account" AS e WHERE NOT e."isVisible" AND e."id" IN (${accounts}))
             + (SELECT count(*)::int FROM "TaxRate" AS e
                 WHERE NOT e."isVisible" AND e."id" IN (${paired('tax-rates')})) AS "hidden",
           (SELECT count(*)::int FROM "Business" AS b,
                   unnest(ARRAY[b."defaultCostRateId", b."defaultSaleRateId", b."cisAccountId", b."cisMaterialsAccountId"]) AS named("id")
             WHERE b."id" = ${businessId}::uuid
               AND named."id" IN (${paired('tax-rates')} UNION ALL ${accounts})) AS "taxSettings",
           (SELECT count(*)::int FROM "ClaimRate" AS r WHERE r."businessId" = ${businessId}::uuid
               AND (r."accountId" IN (${paired('categories')}) OR r."taxRateId" IN (${paired('tax-rates')}))) AS "claimRates",
           (SELECT count(*)::int FROM "Claim" AS claim WHERE claim."businessId" = ${businessId}::uuid
               AND claim."contactId" IN (${paired('contacts')}) AND ${isClaimOpen})
             + (SELECT count(*)::int FROM "Owner" AS o WHERE o."businessId" = ${businessId}::uuid
                   AND o."claimContactId" IN (${paired('contacts')})) AS "claims"`;
  if (!row) throw new Error('The statement that previews a merge gave no row');
  return row;
}

/** The newest items that would change, with each pair that takes effect in them. */
async function someItems(businessId: string, books: MergeBooks): Promise<ListMergePreview['examples']> {
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM (${itemsNaming(mergeLists, pairedIds(books))}) AS named ORDER BY "id" DESC LIMIT ${EXAMPLES}`;
  const items = await db.item.findMany({
    where: { businessId, id: { in: found.map(({ id }) => id) } },
    include: { ...withRows, contact: { select: { name: true } } },
    orderBy: { number: 'desc' },
  });
  const rules = await loadRules(db, businessId);
  const codings = items.map((item) => ({ item, coding: codingOf(item, rules) }));
  const named = [...new Set(codings.flatMap(({ coding }) => idsIn(coding)))];
  const pairs = await pairsOf(books, named);
  const replacements = new Map(pairs.map(({ fromId, toId }) => [fromId, { id: toId }]));
  return codings.map(({ item, coding }) => {
    const ids = new Set(idsIn(coding));
    const isChanged = Object.keys(withReplacedEntries(coding, replacements)).length > 0;
    const changes = pairs.filter(({ fromId, list }) => ids.has(fromId) && (isChanged || list === 'tracking'));
    return {
      number: item.number,
      contact: item.contact?.name ?? null,
      changes: changes.map(({ fromName, toName }) => `${fromName} → ${toName}`),
    };
  });
}

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** All ids in a coding: of entries, and of rows, which no pair has. */
function idsIn(coding: Coding): string[] {
  const values = (value: unknown): string[] =>
    Array.isArray(value)
      ? value.flatMap((row) => Object.values(row as object).flatMap(values))
      : typeof value === 'string' && uuid.test(value)
        ? [value]
        : [];
  return Object.values(coding).flatMap(values);
}

type NamedPair = { list: MergeList; fromId: string; toId: string; fromName: string; toName: string };

async function pairsOf(books: MergeBooks, fromIds: readonly string[]): Promise<NamedPair[]> {
  const selects = mergeLists.map((list) => {
    const { from, code, name } = mergeTables[list];
    const label =
      list === 'categories' || list === 'payment-methods' ? Prisma.sql`concat_ws(' ', ${code}, ${name})` : name;
    const labelOf = (id: Prisma.Sql) => Prisma.sql`(SELECT ${label} FROM ${from} WHERE e."id" = ${id})`;
    return Prisma.sql`
      SELECT p."list", p."fromId", p."toId", ${labelOf(Prisma.sql`p."fromId"`)} AS "fromName",
             ${labelOf(Prisma.sql`p."toId"`)} AS "toName"
        FROM "EntryPair" AS p
       WHERE p."connectionId" = ${books.connectionId}::uuid AND p."list" = ${list} AND p."fromId" = ANY(${[...fromIds]}::uuid[])
         AND ${holds(list, books.connectionId)}`;
  });
  return db.$queryRaw<NamedPair[]>(Prisma.join(selects, ' UNION ALL '));
}
