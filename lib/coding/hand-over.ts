import type { Db } from '#lib/db.ts';
import { userIdOf } from '#lib/domain/actor.ts';
import { sourceOf } from '#lib/domain/coding/provenance.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { writeNotices } from '#lib/events/write-notices.ts';
import type { PersonScope } from '#lib/scope.ts';
import { ownerUnknown } from './change-coding.ts';
import { authorOf } from './item-events.ts';
import { activeOwner } from './owners.ts';
import { isOpen } from './replace-contacts.ts';

/** Items that one statement hands over; the next one goes on. */
const AT_ONCE = 5_000;

/**
 * Gives the open items of an owner to another one, or to nobody, in the caller's transaction: each with its next
 * revision and its history by the actor. What is published, on its way, archived or deleted keeps its owner. Returns how
 * many were handed over; fails with `ownerUnknown` when `from` is not of this business, or `to` is archived or not of it.
 */
export async function handOver(
  transaction: Db,
  scope: PersonScope,
  { from, to }: { from: string; to: string | null },
): Promise<Result<number>> {
  const { businessId, actor } = scope;
  const former = await transaction.owner.findFirst({ where: { id: from, businessId }, select: { name: true } });
  const next = to === null ? null : await activeOwner(transaction, businessId, to);
  if (!former || (to !== null && !next)) return ownerUnknown;
  if (from === to) return ok(0);
  const { actorKind, actorId, actorName } = authorOf(actor);
  const before = { text: former.name, value: from };
  const after = { text: next?.name ?? '', value: to };
  const source = JSON.stringify(sourceOf(actor, new Date()));
  let moved = 0;
  let last: number;
  do {
    // A statement of its own, so that the next one sees what those who held these items have done meanwhile.
    const open = await transaction.$queryRaw<{ id: string }[]>`
      SELECT i."id" FROM "Item" AS i
       WHERE i."businessId" = ${businessId}::uuid AND i."ownerId" = ${from}::uuid AND ${isOpen}
       ORDER BY i."id" LIMIT ${AT_ONCE} FOR UPDATE`;
    const [result] = await transaction.$queryRaw<{ moved: number }[]>`
      WITH item AS (
        UPDATE "Item" AS i
           SET "ownerId" = ${to}::uuid, "revision" = i."revision" + 1, "updatedAt" = now(),
               "provenance" = jsonb_set(coalesce(i."provenance", '{"v": 1, "fields": {}}'), '{fields,ownerId}', ${source}::jsonb)
         WHERE i."id" = ANY(${open.map(({ id }) => id)}::uuid[]) AND i."ownerId" = ${from}::uuid AND ${isOpen}
        RETURNING i."id", i."revision"
      ), history AS (
        INSERT INTO "ItemEvent" ("id", "businessId", "itemId", "actorKind", "actorId", "actorName",
                                 "kind", "field", "before", "after", "detail", "revision")
        SELECT gen_random_uuid(), ${businessId}::uuid, "id", ${actorKind}::"ActorKind", ${actorId}::uuid, ${actorName},
               'changed', 'ownerId', ${JSON.stringify(before)}::jsonb, ${JSON.stringify(after)}::jsonb, '{}', "revision"
          FROM item
      )
      SELECT count(*)::int AS moved FROM item`;
    moved += result?.moved ?? 0;
    last = open.length;
  } while (last === AT_ONCE);
  if (moved === 0) return ok(0);
  await writeNotices(transaction, [next?.userId], {
    ...{ businessId, kind: 'itemsGiven', count: moved, byUserId: userIdOf(actor) },
    text: `${moved === 1 ? 'One open item' : `${moved} open items`} of ${isolated(former.name)} went over to you, by ${isolated(actorName)}.`,
  });
  await announce(transaction, { businessId, topic: 'items', id: null });
  return ok(moved);
}
