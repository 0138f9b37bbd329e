import { changeCoding } from '#lib/coding/change-coding.ts';
import { codingOf, withRows } from '#lib/coding/coding-columns.ts';
import { byActor } from '#lib/coding/item-events.ts';
import { db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { freeze, thaw, Unreadable } from '#lib/domain/publication/frozen-coding.ts';
import { isGone } from '#lib/domain/publication/life.ts';
import { isUndecided } from '#lib/domain/publication/publication.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { loadRules } from '#lib/lists/load-lists.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';

/**
 * Opens a published item to be corrected: its fields can be edited although the ledger has it, which keeps what it has
 * until the correction is sent (change-published.ts), or is given up.
 */
export async function beginCorrection(scope: BusinessScope, publicationId: string): Promise<Result<null>> {
  const { businessId, actor, origin } = scope;
  return db.$transaction(async (transaction) => {
    const found = await lockPublished(transaction, scope, publicationId);
    if (!found.ok) return found;
    const { item, publication } = found.value;
    if (publication.correctedSince) return ok(null);
    const rules = await loadRules(transaction, businessId);
    await transaction.publication.update({
      where: { id: publicationId },
      data: {
        correctedSince: new Date(),
        correctedByName: actor.name,
        codingBefore: freeze(codingOf(item, rules)),
      },
    });
    await transaction.itemEvent.create({ data: byActor(scope, item.id, 'correctionBegun') });
    await announce(transaction, { businessId, topic: 'items', id: item.id, origin });
    return ok(null);
  });
}

/** Gives a correction up: the item is as it was when it began, and the ledger is sent nothing. */
export async function endCorrection(scope: BusinessScope, publicationId: string): Promise<Result<null>> {
  const { businessId, origin } = scope;
  return db.$transaction(async (transaction) => {
    const found = await lockPublished(transaction, scope, publicationId);
    if (!found.ok) return found;
    const { item, publication } = found.value;
    if (!publication.correctedSince) return ok(null);
    const before = codingBefore(publication.codingBefore);
    if (!before) return unreadable;
    const restored = await changeCoding(transaction, scope, {
      itemId: item.id,
      revision: item.revision,
      changes: before,
    });
    if (!restored.ok) return restored;
    await transaction.publication.update({
      where: { id: publicationId },
      data: { correctedSince: null, correctedByName: null, codingBefore: Prisma.DbNull },
    });
    await transaction.itemEvent.create({ data: byActor(scope, item.id, 'correctionEnded') });
    await announce(transaction, { businessId, topic: 'items', id: item.id, origin });
    return ok(null);
  });
}

function codingBefore(value: unknown): Coding | null {
  try {
    return thaw(value);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

/** What is published whole, counts still, and has nothing under way; its item is held from here on. */
async function lockPublished(transaction: Prisma.TransactionClient, { businessId }: BusinessScope, id: string) {
  await transaction.$queryRaw`
    SELECT 1 FROM "Item" WHERE "businessId" = ${businessId}::uuid
       AND "id" = (SELECT "itemId" FROM "Publication" WHERE "id" = ${id}::uuid) FOR UPDATE`;
  const publication = await transaction.publication.findFirst({ where: { id, businessId, state: 'COMPLETE' } });
  if (!publication || publication.operation === 'ATTACH' || isGone(publication.lifeStatus)) return notPublished;
  const item = await transaction.item.findUniqueOrThrow({
    where: { id: publication.itemId },
    include: { ...withRows, publications: { select: { state: true } } },
  });
  if (item.publications.some(({ state }) => isUndecided(state))) return underWay;
  return ok({ item, publication });
}

const notPublished = failure(
  'notPublished',
  'It is no longer published as you saw it, so nothing was done. Reload the page to see it.',
);
const underWay = failure('underWay', 'Something is still under way, so nothing was done. Try again once that is done.');
const unreadable = failure(
  'unreadable',
  'How it was before can no longer be read after an upgrade, so it was left as it is now. Put it right by hand, then update it in the books.',
);
