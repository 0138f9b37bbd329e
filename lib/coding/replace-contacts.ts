import type { Db } from '#lib/db.ts';
import { lineFields } from '#lib/domain/coding/line-fields.ts';
import { pastStates } from '#lib/domain/publication/publication.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { holdClaims, isInOpenClaim } from './contact-settings.ts';
import { authorOf } from './item-events.ts';

type NamedContact = { id: string; name: string };

/** One contact that another takes the place of. */
export type ContactReplacement = { from: NamedContact; to: NamedContact };

/**
 * Which items follow: `all`, since the contact is about to go, or those `open`, in the inbox or in a claim, since what is
 * published or on its way keeps the contact it was published with.
 */
type Following = 'all' | 'open';

/** What followed: items by their own contact, and lines that are charged on. */
export type Followed = { items: string[]; lines: string[] };

/** Items that follow in one transaction, where they may follow in several: on a busy machine it holds them for seconds. */
export const FOLLOWED_AT_ONCE = 250;

/** Whether the item `i` waits in the inbox and is neither published nor on its way. */
export const isOpen = Prisma.sql`i."place" = 'INBOX' AND i."deletedAt" IS NULL
    AND NOT EXISTS (SELECT FROM "Publication" AS p
                     WHERE p."itemId" = i."id" AND NOT (p."state"::text = ANY(${[...pastStates]})))`;

/** Whether the item `i` is open, in the inbox or in an expense claim. */
export const isUnpublished = Prisma.sql`((${isOpen}) OR (${isInOpenClaim}))`;

const follows = { all: Prisma.sql`TRUE`, open: isUnpublished } satisfies Record<Following, Prisma.Sql>;

/**
 * Lets the items of some contacts, and the lines that are charged on to them, follow those that took their place,
 * however many there are, in the caller's transaction: each item with its next revision and its history by the actor.
 * A value's source and lock stay, since it is the same contact under another id. With `within`, no other items' contacts
 * and no other lines are touched, and with `atMost` no more items than that: `isWhole` says whether these were all. Returns
 * how many items followed, and what of them.
 */
export async function replaceContacts(
  transaction: Db,
  scope: BusinessScope,
  replacements: readonly ContactReplacement[],
  following: Following,
  { within, atMost }: { within?: Followed; atMost?: number } = {},
): Promise<{ count: number; isWhole: boolean } & Followed> {
  const { businessId, actor } = scope;
  const from = replacements.map((each) => each.from);
  const to = replacements.map((each) => each.to);
  const isOneOf = (id: Prisma.Sql, ids: string[] | undefined) => (ids ? Prisma.sql`${id} = ANY(${ids}::uuid[])` : all);
  const affected = Prisma.sql`
    SELECT i."id" FROM "Item" AS i
     WHERE i."businessId" = ${businessId}::uuid AND ${follows[following]}
       AND i."id" IN (SELECT c."id" FROM "Item" AS c
                       WHERE c."contactId" = ANY(${idsOf(from)}::uuid[]) AND ${isOneOf(Prisma.sql`c."id"`, within?.items)}
                      UNION
                      SELECT l."itemId" FROM "LineItem" AS l
                       WHERE l."rebillableContactId" = ANY(${idsOf(from)}::uuid[])
                         AND ${isOneOf(Prisma.sql`l."id"`, within?.lines)})`;
  // A statement of its own, so that the next one sees what those who held these items have done meanwhile.
  const held = await transaction.$queryRaw<{ id: string }[]>`
    ${affected} ORDER BY i."id" ${atMost ? Prisma.sql`LIMIT ${atMost}` : Prisma.empty} FOR UPDATE`;
  const isWhole = atMost === undefined || held.length < atMost;
  if (held.length === 0) return { count: 0, isWhole, items: [], lines: [] };
  const isHeld = Prisma.sql`i."id" = ANY(${held.map(({ id }) => id)}::uuid[])`;
  await holdClaims(
    transaction,
    Prisma.sql`SELECT i."claimId" FROM "Item" AS i WHERE ${isHeld} AND i."claimId" IS NOT NULL`,
  );
  const { actorKind, actorId, actorName } = authorOf(actor);
  const [result] = await transaction.$queryRaw<({ count: number } & Followed)[]>`
    WITH affected AS (${affected} AND ${isHeld}), replacement AS (
      SELECT * FROM unnest(${idsOf(from)}::uuid[], ${namesOf(from)}::text[], ${idsOf(to)}::uuid[], ${namesOf(to)}::text[])
                 AS r("fromId", "fromName", "toId", "toName")
    ), line AS (
      UPDATE "LineItem" AS l SET "rebillableContactId" = r."toId"
        FROM replacement AS r
       WHERE r."fromId" = l."rebillableContactId" AND l."itemId" IN (SELECT "id" FROM affected)
         AND ${isOneOf(Prisma.sql`l."id"`, within?.lines)}
      RETURNING l."id", l."itemId", l."position", r."fromName", r."toName"
    ), item AS (
      UPDATE "Item" AS i
         SET "contactId" = coalesce(r."toId", i."contactId"), "revision" = i."revision" + 1, "updatedAt" = now()
        FROM "Item" AS former LEFT JOIN replacement AS r
          ON r."fromId" = former."contactId" AND ${isOneOf(Prisma.sql`former."id"`, within?.items)}
       WHERE former."id" = i."id" AND i."id" IN (SELECT "id" FROM affected)
      RETURNING i."id", i."revision", i."claimId", r.*
    ), bill AS (
      -- Whoever has seen the bills of a claim has not seen what is so of its items from now on.
      UPDATE "Item" AS b SET "revision" = b."revision" + 1 WHERE b."billOfId" IN (SELECT "claimId" FROM item)
    ), change AS (
      SELECT "id", "revision", 'contactId' AS "field", jsonb_build_object('text', "fromName", 'value', "fromId") AS "before",
             jsonb_build_object('text', "toName", 'value', "toId") AS "after", NULL::jsonb AS "detail"
        FROM item WHERE "fromId" IS NOT NULL
      UNION ALL
      SELECT item."id", item."revision", 'lines', NULL, NULL, jsonb_build_object('lines', jsonb_agg(
               format('Line %s, %s: %s → %s', line."position" + 1, ${rebilledTo}::text, line."fromName", line."toName")
               ORDER BY line."position"))
        FROM item JOIN line ON line."itemId" = item."id" GROUP BY item."id", item."revision"
    ), history AS (
      INSERT INTO "ItemEvent" ("id", "businessId", "itemId", "actorKind", "actorId", "actorName",
                               "kind", "field", "before", "after", "detail", "revision")
      SELECT gen_random_uuid(), ${businessId}::uuid, "id", ${actorKind}::"ActorKind", ${actorId}::uuid, ${actorName},
             'changed', "field", "before", "after", "detail", "revision"
        FROM change
    )
    SELECT count(*)::int AS "count", coalesce(array_agg("id") FILTER (WHERE "fromId" IS NOT NULL), '{}') AS "items",
           ARRAY(SELECT "id" FROM line) AS "lines" FROM item`;
  if (!result) throw new Error('The statement that replaces contacts gave no counts');
  if (result.count > 0) await announce(transaction, { businessId, topic: 'items', id: null });
  return { ...result, isWhole };
}

const all = Prisma.sql`TRUE`;

const rebilledTo = lineFields.rebillableContactId.label;
const idsOf = (contacts: NamedContact[]) => contacts.map(({ id }) => id);
const namesOf = (contacts: NamedContact[]) => contacts.map(({ name }) => name);
