import { type Db, db } from '#lib/db.ts';
import { type Actor, userIdOf } from '#lib/domain/actor.ts';
import { mergeLists } from '#lib/domain/merge-lists.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { requestReview, wakeReview } from '#lib/lists/request-review.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { ofTheseBooks } from './candidates.ts';
import { itemsOfMerge } from './carry-out-merge.ts';
import { type MergeBooks, mergeBooks, notConnected } from './merge-books.ts';
import { mergeTables } from './merge-tables.ts';
import { moveSettings, readMovedSettings, takeBackSettings } from './move-settings.ts';

const underWay = failure(
  'underWay',
  'Lists are being merged already. Nothing was begun: wait until that has ended, and look again.',
);

/** A worker acts in the name of whoever asked, which only a person can. */
function personOf(actor: Actor): { userId: string; name: string } {
  const userId = userIdOf(actor);
  if (userId === null) throw new Error('Lists are merged by people');
  return { userId, name: actor.name };
}

/**
 * Lets the chosen entries of the connected books take the place of those of other books: our settings of them at once,
 * and the open items one by one, by a worker. What is published or on its way stays as it is. `undoListMerge` takes it
 * back.
 */
export async function startListMerge(scope: BusinessScope): Promise<Result<{ mergeId: string; items: number }>> {
  const books = await mergeBooks(scope);
  if (!books) return notConnected;
  const { businessId, origin } = scope;
  const { connectionId } = books;
  const { userId, name } = personOf(scope.actor);
  const started = await unlessUnderWay(() =>
    db.$transaction(
      async (transaction) => {
        const { id: mergeId } = await transaction.listMerge.create({
          data: { businessId, connectionId, byUserId: userId, byName: name },
          select: { id: true },
        });
        for (const list of mergeLists) {
          const { from, code, name: label, isOffered } = mergeTables[list];
          // Only what can still be chosen takes a place.
          await transaction.$executeRaw`
            INSERT INTO "ListMergePair" ("mergeId", "list", "fromId", "toId", "name")
            SELECT ${mergeId}::uuid, p."list", p."fromId", p."toId",
                   (SELECT concat_ws(' ', ${list === 'categories' || list === 'payment-methods' ? code : Prisma.sql`NULL`}, ${label})
                      FROM ${from} WHERE e."id" = p."fromId")
              FROM "EntryPair" AS p
             WHERE p."connectionId" = ${connectionId}::uuid AND p."list" = ${list}
               AND EXISTS (SELECT FROM ${from} WHERE e."id" = p."fromId")
               AND EXISTS (SELECT FROM ${from} WHERE e."id" = p."toId" AND ${ofTheseBooks(list, connectionId)} AND ${isOffered})`;
        }
        const settings = await moveSettings(transaction, businessId, mergeId);
        const items = await itemsOfMerge(transaction, mergeId);
        if (items === 0 && isNothing(settings) && !(await isRuled(transaction, mergeId, books))) {
          // Nothing is kept of it.
          await transaction.listMerge.delete({ where: { id: mergeId } });
          return failure('nothingToMerge', 'Nothing uses the entries that are paired. Pair others first.');
        }
        await transaction.listMerge.update({ where: { id: mergeId }, data: { expected: items, settings } });
        await announce(transaction, { businessId, topic: 'sync', id: connectionId, origin });
        return ok({ mergeId, items });
      },
      { timeout: 60_000 },
    ),
  );
  if (started.ok) await enqueue('merge-lists', { mergeId: started.value.mergeId });
  return started;
}

const isNothing = (settings: object) =>
  Object.values(settings).every((each) => Array.isArray(each) && each.length === 0);

/** Whether a rule names an entry that gives way: rules act by what takes its place. */
async function isRuled(transaction: Db, mergeId: string, { ruled }: MergeBooks): Promise<boolean> {
  return (await transaction.listMergePair.count({ where: { mergeId, fromId: { in: [...ruled.keys()] } } })) > 0;
}

/**
 * Takes a merge of lists back: our settings at once, and item by item, by a worker, what is still as the merge left it.
 * What somebody changed since stays, and what was published since.
 */
export async function undoListMerge(scope: BusinessScope, mergeId: string): Promise<Result<null>> {
  const { businessId, origin } = scope;
  const { userId, name } = personOf(scope.actor);
  const undone = await unlessUnderWay(() =>
    db.$transaction(async (transaction) => {
      const [merge] = await transaction.listMerge.updateManyAndReturn({
        where: { id: mergeId, businessId, state: 'DONE' },
        data: {
          ...{ state: 'UNDOING', undoneById: userId, undoneByName: name, done: 0, kept: 0 },
          ...{ lastItemId: null, finishedAt: null },
        },
        select: { settings: true, connectionId: true },
      });
      if (!merge)
        return failure('undone', 'Somebody has undone this already, or it has not ended yet. Reload the page.');
      await takeBackSettings(transaction, businessId, readMovedSettings(merge.settings));
      const expected = await transaction.listMergeItem.count({ where: { mergeId } });
      await transaction.listMerge.update({ where: { id: mergeId }, data: { expected } });
      await requestReview(transaction, businessId);
      await announce(transaction, { businessId, topic: 'sync', id: merge.connectionId, origin });
      return ok(null);
    }),
  );
  if (undone.ok) {
    await enqueue('merge-lists', { mergeId });
    await wakeReview(businessId);
  }
  return undone;
}

/** An index lets one be under way in a business. */
async function unlessUnderWay<T>(begin: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await begin();
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error;
    return underWay;
  }
}
