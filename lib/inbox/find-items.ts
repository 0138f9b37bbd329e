import { db } from '#lib/db.ts';
import { seesAllItems, userIdOf } from '#lib/domain/actor.ts';
import type { ItemSort } from '#lib/domain/inbox-choices.ts';
import type { ItemStatus } from '#lib/domain/item-status.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { type Cursor, type KeyType, type Page, pageOf, pageSql, type SortKey } from '#lib/keyset.ts';
import { nameContains } from '#lib/lists/contact-name-search.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { contains } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';

export type FindItems = {
  workspace: Workspace;
  place: 'INBOX' | 'ARCHIVE';
  search: string;
  /** Null for all of them. */
  status: ItemStatus | null;
  sort: ItemSort;
  isDescending: boolean;
  after: Cursor | null;
  limit: number;
};

/**
 * What rows are ordered by. Those by columns of the item have an index each (0006_item_lists, 0040_item_status); the
 * others, and those by tax and by status, read the list whole.
 */
const sortKeys: Record<ItemSort, SortKey & { needs?: 'contact' | 'account' }> = {
  added: { key: Prisma.sql`i."createdAt"`, type: 'timestamptz' },
  archived: { key: Prisma.sql`COALESCE(i."archivedAt", i."createdAt")`, type: 'timestamptz' },
  date: { key: Prisma.sql`COALESCE(i."issuedOn", DATE '0001-01-01')`, type: 'date' },
  supplier: { key: Prisma.sql`COALESCE(c."normalisedName", '')`, type: 'text', needs: 'contact' },
  category: {
    key: Prisma.sql`COALESCE((SELECT min(lower(la."name")) FROM "LineItem" l JOIN "Account" la ON la."id" = l."accountId"
      WHERE l."itemId" = i."id"), lower(a."name"), '')`,
    type: 'text',
    needs: 'account',
  },
  total: { key: Prisma.sql`COALESCE(i."total", -1e15)`, type: 'numeric' },
  tax: {
    key: Prisma.sql`COALESCE((SELECT sum(l."taxAmount") FROM "LineItem" l WHERE l."itemId" = i."id"), i."taxAmount", -1e15)`,
    type: 'numeric',
  },
  // Within a status, what has the fewest reasons for it comes first.
  status: {
    key: Prisma.sql`(array_position(enum_range(NULL::"ItemStatus"), i."status") * 100000 + i."reasonCount")`,
    type: 'numeric',
  },
};

export const itemKeyType = (sort: ItemSort): KeyType => sortKeys[sort].type;

/** The next ids of a list, in its order. */
export async function findItems(scope: BusinessScope, find: FindItems): Promise<Page<{ id: string }>> {
  return pageOf(await db.$queryRaw<{ id: string; sortKey: string }[]>(findItemsSql(scope, find)), find.limit);
}

/** Where an item stands, or would stand, in a list of this order. */
export async function cursorOf(scope: BusinessScope, itemId: string, sort: ItemSort): Promise<Cursor | null> {
  const [cursor] = await db.$queryRaw<Cursor[]>`
    SELECT i."id", (${sortKeys[sort].key})::text AS "key" FROM ${tables(sort, false)}
    WHERE i."id" = ${itemId}::uuid AND i."businessId" = ${scope.businessId}::uuid`;
  return cursor ?? null;
}

/** The statement alone, so that its plan can be tested. */
export function findItemsSql(scope: BusinessScope, find: FindItems): Prisma.Sql {
  const searched = words(find.search);
  return pageSql({
    columns: Prisma.sql`i."id"`,
    from: tables(find.sort, searched.length > 0),
    id: Prisma.sql`i."id"`,
    conditions: [
      Prisma.sql`i."businessId" = ${scope.businessId}::uuid`,
      Prisma.sql`i."workspace" = ${find.workspace}::"Workspace"`,
      Prisma.sql`i."place" = ${find.place}::"ItemPlace"`,
      Prisma.sql`i."deletedAt" IS NULL`,
      ...(find.status ? [Prisma.sql`i."status" = ${find.status}::"ItemStatus"`] : []),
      ...(seesAllItems(scope.actor) ? [] : [Prisma.sql`i."submittedByUserId" = ${userIdOf(scope.actor)}::uuid`]),
      ...searched.map(wordCondition),
    ],
    sort: sortKeys[find.sort],
    isDescending: find.isDescending,
    after: find.after,
    limit: find.limit,
  });
}

/** Only the tables that an order or a search looks into. */
function tables(sort: ItemSort, isSearched: boolean): Prisma.Sql {
  const { needs } = sortKeys[sort];
  return Prisma.join(
    [
      Prisma.sql`"Item" i`,
      ...(isSearched || needs === 'contact' ? [Prisma.sql`LEFT JOIN "Contact" c ON c."id" = i."contactId"`] : []),
      ...(needs === 'account' ? [Prisma.sql`LEFT JOIN "Account" a ON a."id" = i."accountId"`] : []),
    ],
    ' ',
  );
}

const MAX_WORDS = 6;

function words(search: string): string[] {
  return search.trim().split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
}

/** A word is looked for in the contact's name, the texts of the document, its file's name, its number and its total. */
function wordCondition(word: string): Prisma.Sql {
  const number = /^#?(\d{1,9})$/.exec(word)?.[1];
  const amount = /^\d[\d,]*\.\d{2}$/.test(word) ? word.replaceAll(',', '') : null;
  const name = nameContains(Prisma.sql`c`, word);
  const places = [
    contains(Prisma.sql`i."reference"`, word),
    contains(Prisma.sql`i."description"`, word),
    Prisma.sql`EXISTS (SELECT FROM "ItemDocument" f JOIN "Document" d ON d."id" = f."documentId"
                        WHERE f."itemId" = i."id" AND ${contains(Prisma.sql`d."fileName"`, word)})`,
    ...(name ? [name] : []),
    ...(number ? [Prisma.sql`i."number" = ${Number(number)}`] : []),
    ...(amount ? [Prisma.sql`i."total" = ${amount}::numeric`] : []),
  ];
  return Prisma.sql`(${Prisma.join(places, ' OR ')})`;
}
