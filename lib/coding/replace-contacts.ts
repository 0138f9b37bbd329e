import type { Db } from '#lib/db.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { authorOf } from './item-events.ts';

type NamedContact = { id: string; name: string };

/** One contact that another takes the place of. */
export type ContactReplacement = { from: NamedContact; to: NamedContact };

/**
 * Which items follow: `all`, since the contact is about to go, or those `open`, since what is published or on its way
 * keeps the contact it was published with.
 */
type Following = 'all' | 'open';

const follows: Record<Following, Prisma.Sql> = {
  all: Prisma.sql`TRUE`,
  open: Prisma.sql`i."place" = 'INBOX' AND i."deletedAt" IS NULL
    AND NOT EXISTS (SELECT FROM "Publication" AS p
                     WHERE p."itemId" = i."id" AND p."state" NOT IN ('REJECTED', 'CANCELLED'))`,
};

/**
 * Lets the items of some contacts follow those that took their place, however many there are, in the caller's
 * transaction: each with its next revision and a line of history by the actor. A value's source and lock stay, since
 * it is the same supplier under another id. Returns how many items followed.
 */
export async function replaceContacts(
  transaction: Db,
  scope: BusinessScope,
  replacements: readonly ContactReplacement[],
  following: Following,
): Promise<number> {
  const { businessId, actor } = scope;
  const from = replacements.map((each) => each.from);
  const to = replacements.map((each) => each.to);
  const ofThese = Prisma.sql`
    i."businessId" = ${businessId}::uuid AND i."contactId" = ANY(${idsOf(from)}::uuid[]) AND ${follows[following]}`;
  // A statement of its own, so that the next one sees what those who held these items have done meanwhile.
  await transaction.$executeRaw`SELECT 1 FROM "Item" AS i WHERE ${ofThese} ORDER BY i."id" FOR UPDATE`;
  const { actorKind, actorId, actorName } = authorOf(actor);
  const moved = await transaction.$executeRaw`
    WITH replacement AS (
      SELECT * FROM unnest(${idsOf(from)}::uuid[], ${namesOf(from)}::text[], ${idsOf(to)}::uuid[], ${namesOf(to)}::text[])
                 AS r("fromId", "fromName", "toId", "toName")
    ), moved AS (
      UPDATE "Item" AS i
         SET "contactId" = r."toId", "revision" = i."revision" + 1, "updatedAt" = now()
        FROM replacement AS r
       WHERE r."fromId" = i."contactId" AND ${ofThese}
      RETURNING i."id", i."revision", r.*
    )
    INSERT INTO "ItemEvent" ("id", "businessId", "itemId", "actorKind", "actorId", "actorName",
                             "kind", "field", "before", "after", "revision")
    SELECT gen_random_uuid(), ${businessId}::uuid, "id", ${actorKind}::"ActorKind", ${actorId}::uuid, ${actorName},
           'changed', 'contactId', jsonb_build_object('text', "fromName", 'value', "fromId"),
           jsonb_build_object('text', "toName", 'value', "toId"), "revision"
      FROM moved`;
  if (moved > 0) await announce(transaction, { businessId, topic: 'items', id: null });
  return moved;
}

const idsOf = (contacts: NamedContact[]) => contacts.map(({ id }) => id);
const namesOf = (contacts: NamedContact[]) => contacts.map(({ name }) => name);
