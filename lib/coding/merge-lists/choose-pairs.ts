import { randomUUID } from 'node:crypto';
import { type Db, db } from '#lib/db.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { type Confidence, isAsSure, type MergeEntry, type MergeList, suggestPairs } from '#lib/domain/merge-lists.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { pairsPlan } from './browse-pairs.ts';
import { candidatesFor, ofTheseBooks } from './candidates.ts';
import { type MergeBooks, mergeBooks, notConnected } from './merge-books.ts';
import { isOfOtherBooks, mergeTables } from './merge-tables.ts';

/** Suggestions looked at in one round; the next goes on after them. */
const ROUND = 2_000;
/** A hundred thousand entries: no list is longer. */
const MAX_ROUNDS = 50;

/**
 * Chooses which entry of the connected books takes the place of one of other books, or with `toId` null that it is to be
 * skipped. Nothing of any item changes before the merge itself.
 */
export async function choosePair(
  scope: BusinessScope,
  { list, fromId, toId }: { list: MergeList; fromId: string; toId: string | null },
): Promise<Result<null>> {
  const books = await mergeBooks(scope);
  if (!books) return notConnected;
  return db.$transaction(async (transaction) => {
    const { businessId } = scope;
    await lockPairs(transaction, books);
    const { from, where, isOffered } = mergeTables[list];
    const [old] = await transaction.$queryRaw<{ id: string }[]>`
      SELECT e."id" FROM ${from} WHERE e."id" = ${fromId}::uuid AND ${isOfOtherBooks(businessId, books.connectionId)} AND ${where}`;
    if (!old)
      return failure('missing', 'This entry is not of other books any more. Nothing was changed: reload the page.');
    if (toId !== null) {
      const [target] = await transaction.$queryRaw<{ id: string }[]>`
        SELECT e."id" FROM ${from} WHERE e."id" = ${toId}::uuid AND e."businessId" = ${businessId}::uuid
           AND ${ofTheseBooks(list, books.connectionId)} AND ${where} AND ${isOffered}`;
      if (!target) {
        return failure(
          'entryUnknown',
          `This entry is archived or no longer in ${isolated(books.organisationName)}. Nothing was changed: choose another.`,
        );
      }
      const crossing = list === 'tracking' ? await crossingCategory(transaction, books, { fromId, toId }) : null;
      if (crossing) return failure('trackingCrossed', crossing);
    }
    await writePairs(transaction, scope, books, list, [{ fromId, toId }]);
    return ok(null);
  });
}

/** Takes a choice back, so that the entry is undecided again. */
export async function clearPairs(
  scope: BusinessScope,
  which: { fromId: string } | { batchId: string },
): Promise<Result<number>> {
  const books = await mergeBooks(scope);
  if (!books) return notConnected;
  const { businessId, origin } = scope;
  const { count } = await db.entryPair.deleteMany({
    where: { businessId, connectionId: books.connectionId, ...which },
  });
  await announce(db, { businessId, topic: 'sync', id: books.connectionId, origin });
  return ok(count);
}

/**
 * Accepts, for all undecided entries of a list that something uses, the suggestions that are at least so sure. Returns
 * how many, and the batch with which they are taken back.
 */
export async function acceptSuggestions(
  scope: BusinessScope,
  { list, confidence }: { list: MergeList; confidence: Confidence },
): Promise<Result<{ accepted: number; batchId: string }>> {
  const books = await mergeBooks(scope);
  if (!books) return notConnected;
  const { businessId } = scope;
  const batchId = randomUUID();
  let accepted = 0;
  let after: string | null = null;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const olds: MergeEntry[] = await undecidedEntries(businessId, books, list, after);
    accepted += await db.$transaction(
      async (transaction) => {
        await lockPairs(transaction, books);
        const candidates = await candidatesFor(transaction, businessId, books, list, olds);
        const sure = [...suggestPairs(list, olds, candidates).values()].filter((suggestion) =>
          isAsSure(suggestion.confidence, confidence),
        );
        const fitting = list === 'tracking' ? await withoutCrossing(transaction, books, sure) : sure;
        await writePairs(transaction, scope, books, list, fitting, batchId);
        return fitting.length;
      },
      { timeout: 60_000 },
    );
    after = olds.at(-1)?.id ?? null;
    if (olds.length < ROUND) break;
  }
  return ok({ accepted, batchId });
}

function undecidedEntries(
  businessId: string,
  books: MergeBooks,
  list: MergeList,
  after: string | null,
): Promise<MergeEntry[]> {
  const { where, from, filters, isArchived } = pairsPlan(businessId, books, list);
  const { code, name, group, numbers, email } = mergeTables[list];
  return db.$queryRaw<MergeEntry[]>`
    SELECT e."id", ${code} AS "code", ${name} AS "name", ${group} AS "group", ${numbers} AS "numbers", ${email} AS "email"
      FROM ${from} WHERE ${where} AND ${filters?.kind?.undecided} AND NOT ${isArchived}
       AND ${after === null ? Prisma.sql`true` : Prisma.sql`e."id" > ${after}::uuid`}
     ORDER BY e."id" LIMIT ${ROUND}`;
}

/** Whoever chooses at the same time takes turns. */
async function lockPairs(transaction: Db, { connectionId }: MergeBooks): Promise<void> {
  await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`entry pairs ${connectionId}`}, 0))::text`;
}

type Pair = { fromId: string; toId: string | null };

async function writePairs(
  transaction: Db,
  { businessId, actor, origin }: BusinessScope,
  { connectionId }: MergeBooks,
  list: MergeList,
  pairs: readonly Pair[],
  batchId: string = randomUUID(),
): Promise<void> {
  if (pairs.length === 0) return;
  const [from, to] = [pairs.map(({ fromId }) => fromId), pairs.map(({ toId }) => toId)];
  await transaction.$executeRaw`
    INSERT INTO "EntryPair" ("connectionId", "businessId", "list", "fromId", "toId", "batchId", "byName")
    SELECT ${connectionId}::uuid, ${businessId}::uuid, ${list}, "fromId", "toId", ${batchId}::uuid, ${actor.name}
      FROM unnest(${from}::uuid[], ${to}::uuid[]) AS pair("fromId", "toId")
    ON CONFLICT ("connectionId", "fromId") DO UPDATE
      SET "toId" = excluded."toId", "batchId" = excluded."batchId", "byName" = excluded."byName", "at" = now()`;
  await announce(transaction, { businessId, topic: 'sync', id: connectionId, origin });
}

/**
 * A line has one option of each tracking category. So the options of an old category all go to one new category, and of
 * one old set of books no two go to the same: else two options of a line would be in each other's way. Gives what is in
 * the way, in words.
 */
async function crossingCategory(
  transaction: Db,
  { connectionId }: MergeBooks,
  { fromId, toId }: { fromId: string; toId: string },
): Promise<string | null> {
  const [found] = await transaction.$queryRaw<{ oldName: string; newName: string }[]>`
    SELECT og."name" AS "oldName", ng."name" AS "newName"
      FROM "EntryPair" AS p
      JOIN "TrackingOption" AS oo ON oo."id" = p."fromId" JOIN "TrackingCategory" AS og ON og."id" = oo."categoryId"
      JOIN "TrackingOption" AS no ON no."id" = p."toId" JOIN "TrackingCategory" AS ng ON ng."id" = no."categoryId",
           "TrackingOption" AS f, "TrackingOption" AS t
     WHERE p."connectionId" = ${connectionId}::uuid AND p."fromId" <> ${fromId}::uuid
       AND f."id" = ${fromId}::uuid AND t."id" = ${toId}::uuid
       AND ((oo."categoryId" = f."categoryId" AND no."categoryId" <> t."categoryId")
         OR (oo."connectionId" = f."connectionId" AND oo."categoryId" <> f."categoryId" AND no."categoryId" = t."categoryId"))
     LIMIT 1`;
  if (!found) return null;
  const { oldName, newName } = found;
  return `Options of ${isolated(oldName)} go to ${isolated(newName)} already, and a line has one option of each tracking category. Nothing was changed: choose in the same category, or clear those first.`;
}

async function withoutCrossing<P extends { fromId: string; toId: string }>(
  transaction: Db,
  { connectionId }: MergeBooks,
  pairs: readonly P[],
): Promise<P[]> {
  const ids = pairs.flatMap(({ fromId, toId }) => [fromId, toId]);
  const chosen = await transaction.entryPair.findMany({
    where: { connectionId, list: 'tracking', toId: { not: null } },
    select: { fromId: true, toId: true },
  });
  const options = await transaction.trackingOption.findMany({
    where: { id: { in: [...ids, ...chosen.flatMap(({ fromId, toId }) => [fromId, toId ?? fromId])] } },
    select: { id: true, categoryId: true },
  });
  const categoryOf = new Map(options.map(({ id, categoryId }) => [id, categoryId]));
  const forth = new Map<string, string>();
  const back = new Map<string, string>();
  const fits = ({ fromId, toId }: { fromId: string; toId: string | null }) => {
    const [old, to] = [categoryOf.get(fromId), toId === null ? undefined : categoryOf.get(toId)];
    if (!old || !to || (forth.get(old) ?? to) !== to || (back.get(to) ?? old) !== old) return false;
    forth.set(old, to);
    back.set(to, old);
    return true;
  };
  chosen.forEach(fits);
  return pairs.filter(fits);
}
