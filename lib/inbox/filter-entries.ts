import { businessConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { publishAsStatuses } from '#lib/domain/coding/fields.ts';
import type { FilterList } from '#lib/domain/item-filters.ts';
import { loadBase, loadRules } from '#lib/lists/load-lists.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { beginsWith, contains } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { causesToFilterBy, namedCauses } from './failure-groups.ts';

/** An entry of a list as a filter names it. */
export type FilterEntry = { id: string; label: string; detail?: string };

const MAX_FOUND = 50;
/** Words of what was typed that are looked for. */
const MAX_WORDS = 10;

/** The rows of a list of the business (`t`); `offered` are those to choose from: an address may name others too. */
type Source = { table: Prisma.Sql; id: Prisma.Sql; name: Prisma.Sql; detail?: Prisma.Sql; offered: Prisma.Sql };

const named = (table: string, offered: Prisma.Sql, parts: Partial<Source> = {}): Source => ({
  table: Prisma.raw(`"${table}"`),
  id: Prisma.sql`t."id"`,
  name: Prisma.sql`t."name"`,
  offered,
  ...parts,
});

type ListInDatabase = Exclude<FilterList, 'currencies' | 'statuses' | 'causes'>;

/** Archived entries are offered: items keep them. */
function sourceOf(list: ListInDatabase, ofBooks: Prisma.Sql): Source {
  switch (list) {
    case 'flags':
      return named('Flag', everything);
    case 'owners':
      return named('Owner', everything);
    // Whoever was a member stays an owner.
    case 'members':
      return named('Owner', Prisma.sql`t."userId" IS NOT NULL`, { id: Prisma.sql`t."userId"` });
    case 'contacts':
      return named('Contact', inOurs(ofBooks));
    case 'customers':
      return named('Contact', Prisma.sql`t."isCustomer" AND ${inOurs(ofBooks)}`);
    case 'accounts':
      return named('Account', ofBooks, { detail: Prisma.sql`t."code"` });
    case 'taxRates':
      return named('TaxRate', ofBooks);
    case 'products':
      return named('Product', ofBooks, {
        name: Prisma.sql`COALESCE(t."name", t."code")`,
        detail: Prisma.sql`t."code"`,
      });
    case 'paymentMethods':
      return named('PaymentMethod', everything);
    case 'tracking1':
      return named('TrackingOption', inTracking(0, ofBooks));
    case 'tracking2':
      return named('TrackingOption', inTracking(1, ofBooks));
  }
}

const everything = Prisma.sql`TRUE`;
const inOurs = (ofBooks: Prisma.Sql) =>
  Prisma.sql`t."mergedIntoId" IS NULL AND (t."connectionId" IS NULL OR ${ofBooks})`;

/** Of the first or the second of the active tracking categories, as a line carries them. */
const inTracking = (index: number, ofBooks: Prisma.Sql) => Prisma.sql`t."categoryId" = (
  SELECT c."id" FROM "TrackingCategory" AS c WHERE c."connectionId" = t."connectionId" AND NOT c."isArchived"
   ORDER BY c."position", c."id" OFFSET ${index} LIMIT 1) AND ${ofBooks}`;

/** Entries of a list whose name or code holds every word that was typed: those that begin with it first. */
export async function findFilterEntries(scope: BusinessScope, list: FilterList, query: string): Promise<FilterEntry[]> {
  if (list === 'currencies' || list === 'statuses') {
    const wanted = query.trim().toLowerCase();
    return (await fewEntries(scope, list)).filter(({ label }) => label.toLowerCase().includes(wanted));
  }
  if (list === 'causes') return (await causesToFilterBy(scope)).filter(({ label }) => holdsWords(label, query));
  const { table, id, name, detail, offered } = sourceOf(list, await ofBooks(scope));
  const words = query.split(/\s+/u).filter(Boolean).slice(0, MAX_WORDS);
  const holds = words.map((word) =>
    detail ? Prisma.sql`(${contains(name, word)} OR ${contains(detail, word)})` : contains(name, word),
  );
  const rows = await db.$queryRaw<FoundEntry[]>`
    SELECT ${id} AS "id", ${name} AS "label", ${detail ?? Prisma.sql`NULL`} AS "detail" FROM ${table} AS t
     WHERE t."businessId" = ${scope.businessId}::uuid AND ${Prisma.join([offered, ...holds], ' AND ')}
     ORDER BY ${beginsWith(detail ?? name, query.trim())} DESC, ${beginsWith(name, query.trim())} DESC,
       lower(${name}), ${id} LIMIT ${MAX_FOUND}`;
  return rows.map(entryOf);
}

/** Those of these ids that are the business's, in the order of the ids. */
export async function namedFilterEntries(
  scope: BusinessScope,
  list: FilterList,
  ids: readonly string[],
): Promise<FilterEntry[]> {
  if (list === 'currencies') return ids.map((id) => ({ id, label: id }));
  if (list === 'statuses') return (await fewEntries(scope, list)).filter(({ id }) => ids.includes(id));
  if (list === 'causes') return namedCauses(scope, ids);
  const { table, id, name, detail } = sourceOf(list, everything);
  const rows = await db.$queryRaw<FoundEntry[]>`
    SELECT ${id} AS "id", ${name} AS "label", ${detail ?? Prisma.sql`NULL`} AS "detail" FROM ${table} AS t
     WHERE t."businessId" = ${scope.businessId}::uuid AND ${id} = ANY(${[...ids]}::uuid[])`;
  const byId = new Map(rows.map((row) => [row.id, entryOf(row)]));
  return ids.flatMap((each) => byId.get(each) ?? []);
}

const holdsWords = (label: string, query: string) => label.toLowerCase().includes(query.trim().toLowerCase());

type FoundEntry = { id: string; label: string; detail: string | null };
const entryOf = ({ detail, ...entry }: FoundEntry): FilterEntry => (detail === null ? entry : { ...entry, detail });

async function fewEntries({ businessId }: BusinessScope, list: 'currencies' | 'statuses'): Promise<FilterEntry[]> {
  if (list === 'statuses') {
    const { statusNames } = await loadRules(db, businessId);
    return publishAsStatuses.map((status) => ({ id: status, label: statusNames[status] }));
  }
  const { baseCurrency } = await loadBase(db, businessId);
  const used = await db.currency.findMany({ where: { businessId }, select: { code: true }, distinct: ['code'] });
  const others = used.map(({ code }) => code).filter((code) => code !== baseCurrency);
  return [baseCurrency, ...others.sort()].map((code) => ({ id: code, label: code }));
}

/** What belongs to the books that codings are checked against. */
async function ofBooks({ businessId }: BusinessScope): Promise<Prisma.Sql> {
  const connectionId = (await businessConnection(db, businessId))?.id ?? null;
  return Prisma.sql`t."connectionId" = ${connectionId}::uuid`;
}

/** What the menu of filters says otherwise in each business. */
export type FilterFacts = {
  /** The names of the active tracking categories, two at most. */
  tracking: string[];
  timeZone: string | null;
};

export async function filterFacts({ businessId }: BusinessScope): Promise<FilterFacts> {
  const connection = await businessConnection(db, businessId);
  const categories = connection
    ? await db.trackingCategory.findMany({
        where: { businessId, connectionId: connection.id, isArchived: false },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        take: 2,
        select: { name: true },
      })
    : [];
  return { tracking: categories.map(({ name }) => name), timeZone: connection?.timeZone ?? null };
}
