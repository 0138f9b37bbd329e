import type { Db } from '#lib/db.ts';
import { isSoughtAsWritten, normaliseContactName } from '#lib/domain/contact-name.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { contains, containsFolded, containsNormalised } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { fewItems, hasLines, inLines, inPayments, isOneOf } from './few-items.ts';

/** What holds for the items that a word is part of the name of something of, such as their owner or category. */
export type NamedByWord = ReadonlyMap<string, readonly Prisma.Sql[]>;

/** Entries of each list that one search finds at most. */
const MAX_NAMED = 200;

/** A list whose entries items are found by the names of: its rows as `t`, and whether a row is meant by a word. */
type NamingList = { table: Prisma.Sql; only?: Prisma.Sql; isMeant: (word: string) => Prisma.Sql };

const name = Prisma.sql`t."name"`;
const byName = (table: Prisma.Sql): NamingList => ({ table, isMeant: (word) => contains(name, word) });

const lists = {
  owner: byName(Prisma.sql`"Owner"`),
  flag: byName(Prisma.sql`"Flag"`),
  category: {
    table: Prisma.sql`"Account"`,
    // A part of a code is in too many others.
    isMeant: (word) => Prisma.sql`(${contains(name, word)} OR t."code" = ${word})`,
  },
  taxRate: byName(Prisma.sql`"TaxRate"`),
  tracking: byName(Prisma.sql`"TrackingOption"`),
  product: {
    table: Prisma.sql`"Product"`,
    // As in its index.
    isMeant: (word) => containsFolded(Prisma.sql`fold_text(t."code" || ' ' || coalesce(t."name", ''))`, word),
  },
  method: {
    table: Prisma.sql`"PaymentMethod"`,
    isMeant: (word) => Prisma.sql`(${contains(name, word)} OR t."cardLast4" = ${word})`,
  },
  /** The customers whom lines are charged on to. */
  rebill: {
    table: Prisma.sql`"Contact"`,
    only: Prisma.sql`EXISTS (SELECT FROM "LineItem" AS l WHERE l."rebillableContactId" = t."id")`,
    isMeant: (word) =>
      isSoughtAsWritten(word)
        ? contains(name, word)
        : containsNormalised(Prisma.sql`t."normalisedName"`, normaliseContactName(word)),
  },
} satisfies Record<string, NamingList>;
type NamingListName = keyof typeof lists;
const listNames = Object.keys(lists) as NamingListName[];

export async function itemsNamed(db: Db, scope: BusinessScope, words: readonly string[]): Promise<NamedByWord> {
  if (words.length === 0) return new Map();
  const found = await db.$queryRaw<{ list: NamingListName; id: string; byWord: boolean[] }[]>`
    ${Prisma.join(
      listNames.map((list) => entriesSql(scope, list, words)),
      ' UNION ALL ',
    )}`;
  const conditions = words.map(async (word, index): Promise<[string, Prisma.Sql[]]> => {
    const idsOf = (wanted: NamingListName) =>
      found.flatMap(({ list, id, byWord }) => (list === wanted && byWord[index] ? [id] : []));
    return [word, await conditionsOf(db, scope, idsOf)];
  });
  return new Map(await Promise.all(conditions));
}

function entriesSql({ businessId }: BusinessScope, list: NamingListName, words: readonly string[]): Prisma.Sql {
  const { table, only = Prisma.sql`TRUE`, isMeant }: NamingList = lists[list];
  const byWord = words.map(isMeant);
  return Prisma.sql`(SELECT ${list} AS "list", t."id", ARRAY[${Prisma.join(byWord)}] AS "byWord" FROM ${table} AS t
    WHERE t."businessId" = ${businessId}::uuid AND (${Prisma.join(byWord, ' OR ')}) AND ${only}
    ORDER BY t."id" LIMIT ${MAX_NAMED})`;
}

/** Owners and flags are counted by the database, which so takes the index of few or the order of many. */
async function conditionsOf(
  db: Db,
  scope: BusinessScope,
  idsOf: (list: NamingListName) => string[],
): Promise<Prisma.Sql[]> {
  const ofItem = (column: string, list: NamingListName) => {
    const ids = idsOf(list);
    return ids.length > 0 ? [isOneOf(Prisma.raw(`i."${column}"`), ids)] : [];
  };
  const coding: (readonly [column: string, list: NamingListName])[] = [
    ['accountId', 'category'],
    ['taxRateId', 'taxRate'],
    ['tracking1OptionId', 'tracking'],
    ['tracking2OptionId', 'tracking'],
  ];
  const own = coding.flatMap(([column, list]) =>
    ofItem(column, list).map((byIndex) => ({ holds: Prisma.sql`(${byIndex} AND NOT ${hasLines})`, byIndex })),
  );
  const lines = [...coding, ['productId', 'product'], ['rebillableContactId', 'rebill']] as const;
  const parts = [
    ...lines.flatMap(([column, list]) => (idsOf(list).length > 0 ? [inLines(column, idsOf(list))] : [])),
    ...(idsOf('method').length > 0 ? [inPayments('paymentMethodId', idsOf('method'))] : []),
  ];
  return [
    ...ofItem('ownerId', 'owner'),
    ...ofItem('flagId', 'flag'),
    ...(own.length + parts.length > 0 ? [await fewItems(db, scope, own, parts)] : []),
  ];
}
