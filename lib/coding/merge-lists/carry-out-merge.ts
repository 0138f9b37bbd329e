import { type Db, db } from '#lib/db.ts';
import type { Actor } from '#lib/domain/actor.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import {
  type EntryReplacement,
  withoutReplacedEntries,
  withReplacedEntries,
} from '#lib/domain/coding/merge-entries.ts';
import { type MergeList, mergeLists } from '#lib/domain/merge-lists.ts';
import { trackingFieldsOf } from '#lib/domain/readiness/entries.ts';
import { announce } from '#lib/events/announce.ts';
import { loadLists, loadRules } from '#lib/lists/load-lists.ts';
import { requestReview, wakeReview } from '#lib/lists/request-review.ts';
import { log } from '#lib/log.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { type ListMerge, Prisma } from '#prisma/generated/client.ts';
import { changeCoding } from '../change-coding.ts';
import { codingOf, withRows } from '../coding-columns.ts';
import { isUnpublished } from '../replace-contacts.ts';
import { itemsNaming } from './named-by-items.ts';

/** Items that are looked for at once. */
const FOUND = 500;
/** Items between two looks at whether to go on; each item is a transaction of its own. */
const BATCH = 25;

/** What is done to one item in a round; null where it stays as it is. */
type Round = {
  merge: ListMerge;
  scope: BusinessScope;
  because: string;
  /** What each entry is called that no list of the connected books has. */
  names: ReadonlyMap<string, string>;
  changesOf: (coding: Coding, item: { id: string }) => Promise<Partial<Coding>> | Partial<Coding>;
  keep: (transaction: Db, itemId: string, before: Partial<Coding>, after: Partial<Coding>) => Promise<void>;
};

/**
 * Carries a merge of lists, or its undoing, on to its end: item by item, each in a transaction with its history and with
 * what takes it back, so that whoever goes on after a dead worker finds what is left. False when it was stopped before.
 */
export async function carryOutMerge(mergeId: string, signal: AbortSignal): Promise<boolean> {
  const merge = await db.listMerge.findUnique({ where: { id: mergeId } });
  if (merge?.state !== 'RUNNING' && merge?.state !== 'UNDOING') return true;
  const isUndoing = merge.state === 'UNDOING';
  const round = isUndoing ? await undoing(merge) : await merging(merge);
  let after = merge.lastItemId;
  for (let isEnd = false; !isEnd; ) {
    const found = isUndoing ? await movedItems(mergeId, after) : await nextItems(db, mergeId, after);
    // An empty batch too: it notes the end.
    for (let at = 0; at === 0 || at < found.length; at += BATCH) {
      if (signal.aborted) return false;
      const ids = found.slice(at, at + BATCH);
      let kept = 0;
      for (const id of ids) if (!(await changeOrLeave(round, id))) kept++;
      after = ids.at(-1) ?? after;
      isEnd = found.length < FOUND && at + BATCH >= found.length;
      if (!(await note(round, { after, looked: ids.length, kept, isEnd }))) return true;
    }
  }
  await wakeReview(merge.businessId);
  return true;
}

/** For the sweep: wakes a worker for each merge that goes on, since a dead one may have left it. */
export async function wakeListMerges(): Promise<number> {
  const left = await db.listMerge.findMany({
    where: { state: { in: ['RUNNING', 'UNDOING'] } },
    select: { id: true },
    orderBy: { at: 'asc' },
    take: 200,
  });
  for (const { id } of left) await enqueue('merge-lists', { mergeId: id });
  return left.length;
}

/** How many open items name an entry that gives way. */
export async function itemsOfMerge(client: Db, mergeId: string): Promise<number> {
  const [row] = await client.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM (${namedIn(mergeId)}) AS named`;
  return row?.count ?? 0;
}

const namedIn = (mergeId: string) =>
  itemsNaming(
    mergeLists,
    (list) => Prisma.sql`SELECT p."fromId" FROM "ListMergePair" AS p
      WHERE p."mergeId" = ${mergeId}::uuid AND p."list" = ${list}`,
    isUnpublished,
  );

async function nextItems(client: Db, mergeId: string, after: string | null): Promise<string[]> {
  const found = await client.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM (${namedIn(mergeId)}) AS named
     WHERE ${after === null ? Prisma.sql`true` : Prisma.sql`"id" > ${after}::uuid`} ORDER BY "id" LIMIT ${FOUND}`;
  return found.map(({ id }) => id);
}

async function movedItems(mergeId: string, after: string | null): Promise<string[]> {
  const found = await db.listMergeItem.findMany({
    where: { mergeId, ...(after && { itemId: { gt: after } }) },
    orderBy: { itemId: 'asc' },
    take: FOUND,
    select: { itemId: true },
  });
  return found.map(({ itemId }) => itemId);
}

/** Whoever may ask for it sees all items of the business. */
const personWho = (userId: string, name: string): Actor => ({ kind: 'person', userId, name, role: 'BOOKKEEPER' });

async function merging(merge: ListMerge): Promise<Round> {
  const { id: mergeId, businessId } = merge;
  const pairs = await db.listMergePair.findMany({ where: { mergeId } });
  const slots = await trackingSlots(businessId);
  const replacements = new Map<string, EntryReplacement>(
    pairs.map(({ list, fromId, toId }) => [
      fromId,
      (list as MergeList) === 'tracking' ? { id: toId, slot: slots.get(toId) ?? null } : { id: toId },
    ]),
  );
  return {
    merge,
    scope: { businessId, actor: personWho(merge.byUserId, merge.byName) },
    because: 'Lists merged',
    names: new Map(pairs.map(({ fromId, name }) => [fromId, name])),
    changesOf: (coding) => withReplacedEntries(coding, replacements),
    async keep(transaction, itemId, before, after) {
      const changed = { before: before as Prisma.InputJsonObject, after: after as Prisma.InputJsonObject };
      const former = await transaction.listMergeItem.findUnique({ where: { mergeId_itemId: { mergeId, itemId } } });
      // Looked at twice, since it was given an old entry meanwhile: what it was at first is where it goes back to.
      const was = former ? { ...(before as object), ...(former.before as object) } : changed.before;
      await transaction.listMergeItem.upsert({
        where: { mergeId_itemId: { mergeId, itemId } },
        create: { mergeId, itemId, ...changed },
        update: {
          before: was as Prisma.InputJsonObject,
          after: { ...(former?.after as object), ...(after as object) },
        },
      });
    },
  };
}

async function undoing(merge: ListMerge): Promise<Round> {
  const { id: mergeId, businessId, undoneById, undoneByName } = merge;
  const pairs = await db.listMergePair.findMany({ where: { mergeId } });
  return {
    merge,
    scope: { businessId, actor: personWho(undoneById ?? merge.byUserId, undoneByName ?? merge.byName) },
    because: 'Merging of lists undone',
    names: new Map(pairs.map(({ fromId, name }) => [fromId, name])),
    async changesOf(coding, { id: itemId }) {
      const moved = await db.listMergeItem.findUniqueOrThrow({ where: { mergeId_itemId: { mergeId, itemId } } });
      return withoutReplacedEntries(coding, moved.before as Partial<Coding>, moved.after as Partial<Coding>);
    },
    keep: async () => {},
  };
}

/** Which tracking field each option's category is. */
async function trackingSlots(businessId: string): Promise<Map<string, 0 | 1>> {
  const categories = trackingFieldsOf(await loadLists(db, businessId, { contactIds: [], accountIds: [] }));
  return new Map(
    categories.flatMap(({ options }, slot) =>
      slot === 0 || slot === 1 ? options.map(({ id }) => [id, slot] as const) : [],
    ),
  );
}

/** One that fails twice is left as it is, or it would hold up the others, and any other merge, for ever. */
async function changeOrLeave(round: Round, itemId: string): Promise<boolean> {
  try {
    return await changeItem(round, itemId);
  } catch (error) {
    log.warn({ err: error, itemId, mergeId: round.merge.id }, 'an item failed in a merge of lists, and is tried again');
  }
  try {
    return await changeItem(round, itemId);
  } catch (error) {
    // Without the database itself nothing is left out: the round ends here, and a later one begins it again.
    await db.$queryRaw`SELECT 1`;
    log.error(
      { err: error, itemId, mergeId: round.merge.id },
      'an item failed in a merge of lists, and is left as it is',
    );
    return false;
  }
}

/** False when the item could not be changed: it is published or on its way, or there is nothing left to change. */
async function changeItem(round: Round, itemId: string): Promise<boolean> {
  const { scope, names, because } = round;
  return db.$transaction(async (transaction) => {
    await transaction.$queryRaw`
      SELECT 1 FROM "Item" WHERE "id" = ${itemId}::uuid AND "businessId" = ${scope.businessId}::uuid FOR UPDATE`;
    const item = await transaction.item.findFirst({
      where: {
        ...{ id: itemId, businessId: scope.businessId, deletedAt: null },
        OR: [{ place: 'INBOX' }, { claimId: { not: null } }],
      },
      include: withRows,
    });
    if (!item) return false;
    const coding = codingOf(item, await loadRules(transaction, scope.businessId));
    const changes = await round.changesOf(coding, item);
    const fields = Object.keys(changes) as CodingField[];
    if (fields.length === 0) return false;
    const changed = await changeCoding(transaction, scope, {
      itemId,
      revision: item.revision,
      changes,
      sources: Object.fromEntries(fields.map((field) => [field, { because }])),
      renamed: names,
    });
    if (!changed.ok) {
      if (changed.error.code !== 'locked') log.warn({ itemId, code: changed.error.code }, 'item not merged');
      return false;
    }
    await round.keep(transaction, itemId, changed.value.before, changed.value.after);
    return true;
  });
}

/** Notes how far it is, for whoever goes on and whoever looks. False when somebody else has ended it meanwhile. */
async function note(
  { merge: { id, businessId, connectionId, state } }: Round,
  { after, looked, kept, isEnd }: { after: string | null; looked: number; kept: number; isEnd: boolean },
): Promise<boolean> {
  return db.$transaction(async (transaction) => {
    const { count } = await transaction.listMerge.updateMany({
      where: { id, state },
      data: {
        ...{ lastItemId: after, done: { increment: looked }, kept: { increment: kept } },
        ...(isEnd && { state: state === 'UNDOING' ? 'UNDONE' : 'DONE', finishedAt: new Date() }),
      },
    });
    if (isEnd) await requestReview(transaction, businessId);
    await announce(transaction, { businessId, topic: 'sync', id: connectionId });
    return count === 1;
  });
}
