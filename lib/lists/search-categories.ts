import { businessConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { beginsWith, contains } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type AccountChoice, accountChoices } from './load-choices.ts';
import { offeredCategories } from './offered-categories.ts';
import { loadReviewContext } from './review-context.ts';

const MAX_FOUND = 50;
/** Words of a query that are looked for. */
const MAX_WORDS = 10;
/** Items of the contact and newest ones of the workspace that say what is likely. */
const MOST_LOOKED_AT = 200;

/**
 * Categories whose name or code holds every word of the query: first the one of this code, then those that begin with it,
 * and among those what the contact's items have, then what the newest items of the workspace have. For an empty query, that
 * alone, and others by their code. Each with the tax rate that the item of the contact would have.
 */
export async function searchCategories(
  scope: BusinessScope,
  { workspace, query, contactId }: { workspace: Workspace; query: string; contactId: string | null },
): Promise<AccountChoice[]> {
  const { businessId } = scope;
  const connectionId = (await businessConnection(db, businessId))?.id;
  if (!connectionId) return [];
  const wanted = query.trim();
  const [name, code] = [Prisma.sql`a."name"`, Prisma.sql`a."code"`];
  const words = wanted.split(/\s+/u).filter(Boolean).slice(0, MAX_WORDS);
  const isFound = words.map((word) => Prisma.sql`(${contains(name, word)} OR ${contains(code, word)})`);
  const found = await db.$queryRaw<{ id: string }[]>`
    WITH used AS (${usesSql(scope, workspace, contactId)})
    SELECT a."id" FROM "Account" AS a LEFT JOIN used ON used."accountId" = a."id"
     WHERE ${Prisma.join([offeredCategories(businessId, connectionId), ...isFound], ' AND ')}
     ORDER BY (lower(${code}) = lower(${wanted})) IS TRUE DESC, (${beginsWith(code, wanted)}) IS TRUE DESC,
       ${beginsWith(name, wanted)} DESC, coalesce(used."byContact", 0) DESC, coalesce(used."uses", 0) DESC,
       ${code}, ${name}, a."id"
     LIMIT ${MAX_FOUND}`;
  const ids = found.map(({ id }) => id);
  const context = await loadReviewContext(db, scope, {
    contactIds: contactId === null ? [] : [contactId],
    accountIds: ids,
  });
  const contact = context.lists.contacts.get(contactId ?? '') ?? null;
  const choices = new Map(
    accountChoices(context.lists, new Set(), { workspace, contact }).map((each) => [each.id, each]),
  );
  return ids.flatMap((id) => choices.get(id) ?? []);
}

/** How often each category is used: by items of the contact, and by the newest of the workspace. */
function usesSql({ businessId }: BusinessScope, workspace: Workspace, contactId: string | null): Prisma.Sql {
  const newest = (place: 'INBOX' | 'ARCHIVE') => Prisma.sql`
    (SELECT "id", "accountId", FALSE AS "isOfContact" FROM "Item"
      WHERE "businessId" = ${businessId}::uuid AND "workspace" = ${workspace}::"Workspace"
        AND "place" = ${place}::"ItemPlace" AND "deletedAt" IS NULL
      ORDER BY "createdAt" DESC, "id" DESC LIMIT ${MOST_LOOKED_AT})`;
  return Prisma.sql`
    SELECT "accountId", count(*) FILTER (WHERE "isOfContact") AS "byContact", count(*) AS "uses" FROM (
      SELECT coalesce(l."accountId", item."accountId") AS "accountId", item."isOfContact" FROM (
        (SELECT "id", "accountId", TRUE AS "isOfContact" FROM "Item"
          WHERE "contactId" = ${contactId}::uuid AND "businessId" = ${businessId}::uuid
            AND "workspace" = ${workspace}::"Workspace" AND "deletedAt" IS NULL
          ORDER BY "issuedOn" DESC NULLS LAST LIMIT ${MOST_LOOKED_AT})
        UNION ALL ${newest('INBOX')} UNION ALL ${newest('ARCHIVE')}) AS item
      LEFT JOIN "LineItem" AS l ON l."itemId" = item."id") AS coded
    WHERE "accountId" IS NOT NULL GROUP BY "accountId"`;
}
