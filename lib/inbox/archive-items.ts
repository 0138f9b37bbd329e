import { byActor } from '#lib/coding/item-events.ts';
import { storeStatus } from '#lib/coding/store-status.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { pastStates, undecidedStates } from '#lib/domain/publication/publication.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** Items that may be archived by hand, or brought back, at once: as many as are exported at once. */
export const MAX_ARCHIVED = 10_000;
/** Items of one transaction. */
const BATCH = 250;

/**
 * Puts items of the inbox aside, published ones or those dealt with elsewhere: nothing of them changes and nothing is
 * published. What is being published stays. Gives the ids of those archived.
 */
export async function archiveItems(scope: BusinessScope, itemIds: readonly string[]): Promise<Result<string[]>> {
  if (itemIds.length > MAX_ARCHIVED) return tooMany;
  const archived = await place(scope, itemIds, { kind: 'archived', to: 'ARCHIVE' });
  if (archived.length > 0) return ok(archived);
  return failure('locked', 'Nothing was archived: what is being published stays until that is done.');
}

/**
 * Brings items back to the inbox that were archived by hand. What is published stays, unless the business keeps such in
 * the inbox. Gives the ids of those.
 */
export async function bringBackItems(scope: BusinessScope, itemIds: readonly string[]): Promise<Result<string[]>> {
  const back = await place(scope, itemIds, { kind: 'broughtBack', to: 'INBOX' });
  if (back.length > 0) return ok(back);
  return failure(
    'locked',
    'Nothing was brought back: what is published stays in the archive, and what is in an expense claim is taken out there.',
  );
}

const tooMany = failure(
  'tooMany',
  `At most ${MAX_ARCHIVED} items are archived at once. Nothing was archived: select fewer.`,
);

type Where = { kind: 'archived' | 'broughtBack'; to: 'INBOX' | 'ARCHIVE' };

async function place(scope: BusinessScope, itemIds: readonly string[], where: Where): Promise<string[]> {
  const asked = [...new Set(itemIds)];
  const placed: string[] = [];
  for (let start = 0; start < asked.length; start += BATCH) {
    const some = asked.slice(start, start + BATCH);
    placed.push(...(await db.$transaction((transaction) => placeSome(transaction, scope, some, where))));
  }
  return placed;
}

async function placeSome(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  asked: readonly string[],
  { kind, to }: Where,
): Promise<string[]> {
  const { businessId, origin } = scope;
  // Whoever edits or publishes one of them at the same time waits here.
  await transaction.$queryRaw`
    SELECT 1 FROM "Item" WHERE "businessId" = ${businessId}::uuid AND "id" = ANY(${asked}::uuid[]) ORDER BY "id" FOR UPDATE`;
  const { archivesPublished } = await transaction.business.findUniqueOrThrow({
    where: { id: businessId },
    select: { archivesPublished: true },
  });
  const staysWhile: Prisma.PublicationWhereInput =
    to === 'INBOX' && archivesPublished
      ? { state: { notIn: [...pastStates] } }
      : { state: { in: [...undecidedStates] } };
  const items = await transaction.item.findMany({
    where: {
      ...visibleItems(scope),
      id: { in: [...asked] },
      // What is in a claim leaves the archive with that alone.
      place: to === 'ARCHIVE' ? 'INBOX' : 'ARCHIVE',
      claimId: null,
      publications: { none: staysWhile },
    },
    select: { id: true },
  });
  const ids = items.map(({ id }) => id);
  await transaction.item.updateMany({
    where: { businessId, id: { in: ids } },
    data: { place: to, archivedAt: to === 'ARCHIVE' ? new Date() : null },
  });
  await storeStatus(transaction, businessId, ids);
  await transaction.itemEvent.createMany({ data: ids.map((id) => byActor(scope, id, kind)) });
  await announce(transaction, ...ids.map((id) => ({ businessId, topic: 'items', id, origin }) as const));
  return ids;
}
