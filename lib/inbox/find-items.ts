import { db } from '#lib/db.ts';
import { seesAllItems, userIdOf } from '#lib/domain/actor.ts';
import { normaliseContactName } from '#lib/domain/contact-name.ts';
import type { InboxSort } from '#lib/domain/inbox.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Cursor } from './inbox-query.ts';

export type FindItems = {
  workspace: Workspace;
  place: 'INBOX' | 'ARCHIVE';
  search: string;
  sort: InboxSort | 'archived';
  isDescending: boolean;
  after: Cursor | null;
  limit: number;
};

/**
 * What rows are ordered by, as text or a value that compares alike: never null, so that one comparison with the last
 * row finds the next. 0006_item_lists has an index for each but the supplier's name, which belongs to another table.
 */
const sortKeys: Record<FindItems['sort'], { key: Prisma.Sql; type: Prisma.Sql }> = {
  added: { key: Prisma.sql`i."createdAt"`, type: Prisma.sql`timestamptz` },
  archived: { key: Prisma.sql`COALESCE(i."archivedAt", i."createdAt")`, type: Prisma.sql`timestamptz` },
  date: { key: Prisma.sql`COALESCE(i."issuedOn", DATE '0001-01-01')`, type: Prisma.sql`date` },
  supplier: { key: Prisma.sql`COALESCE(c."normalisedName", '')`, type: Prisma.sql`text` },
  total: { key: Prisma.sql`COALESCE(i."total", -1e15)`, type: Prisma.sql`numeric` },
};

/** The next ids of a list, in its order, each with the cursor that continues after it. */
export async function findItems(scope: BusinessScope, find: FindItems): Promise<Cursor[]> {
  return db.$queryRaw<Cursor[]>(findItemsSql(scope, find));
}

/** Where an item stands, or would stand, in a list of this order. */
export async function cursorOf(scope: BusinessScope, itemId: string, sort: FindItems['sort']): Promise<Cursor | null> {
  const [cursor] = await db.$queryRaw<Cursor[]>`
    SELECT i."id", (${sortKeys[sort].key})::text AS "value" FROM "Item" i
    LEFT JOIN "Contact" c ON c."id" = i."contactId"
    WHERE i."id" = ${itemId}::uuid AND i."businessId" = ${scope.businessId}::uuid`;
  return cursor ?? null;
}

/** The statement alone, so that its plan can be tested. */
export function findItemsSql(scope: BusinessScope, find: FindItems): Prisma.Sql {
  const { key, type } = sortKeys[find.sort];
  const [order, beyond] = find.isDescending ? [Prisma.sql`DESC`, Prisma.sql`<`] : [Prisma.sql`ASC`, Prisma.sql`>`];
  const conditions = [
    Prisma.sql`i."businessId" = ${scope.businessId}::uuid`,
    Prisma.sql`i."workspace" = ${find.workspace}::"Workspace"`,
    Prisma.sql`i."place" = ${find.place}::"ItemPlace"`,
    Prisma.sql`i."deletedAt" IS NULL`,
    ...(seesAllItems(scope.actor) ? [] : [Prisma.sql`i."submittedByUserId" = ${userIdOf(scope.actor)}::uuid`]),
    ...(find.after
      ? [Prisma.sql`(${key}, i."id") ${beyond} (${find.after.value}::${type}, ${find.after.id}::uuid)`]
      : []),
    ...words(find.search).map(wordCondition),
  ];
  const needsContact = find.sort === 'supplier' || words(find.search).length > 0;
  return Prisma.sql`
    SELECT i."id", (${key})::text AS "value" FROM "Item" i
    ${needsContact ? Prisma.sql`LEFT JOIN "Contact" c ON c."id" = i."contactId"` : Prisma.empty}
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY ${key} ${order}, i."id" ${order}
    LIMIT ${find.limit}`;
}

const MAX_WORDS = 6;

function words(search: string): string[] {
  return search.trim().split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
}

/** A word is looked for in the supplier's name, the texts of the document, its files' names, its number and its total. */
function wordCondition(word: string): Prisma.Sql {
  const number = /^#?(\d{1,9})$/.exec(word)?.[1];
  const amount = /^\d[\d,]*\.\d{2}$/.test(word) ? word.replaceAll(',', '') : null;
  const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  const name = normaliseContactName(word);
  const places = [
    Prisma.sql`i."reference" ILIKE ${like}`,
    Prisma.sql`i."description" ILIKE ${like}`,
    Prisma.sql`EXISTS (SELECT FROM "ItemDocument" f JOIN "Document" d ON d."id" = f."documentId"
                        WHERE f."itemId" = i."id" AND d."fileName" ILIKE ${like})`,
    ...(name ? [Prisma.sql`c."normalisedName" LIKE ${`%${name}%`}`] : []),
    ...(number ? [Prisma.sql`i."number" = ${Number(number)}`] : []),
    ...(amount ? [Prisma.sql`i."total" = ${amount}::numeric`] : []),
  ];
  return Prisma.sql`(${Prisma.join(places, ' OR ')})`;
}
