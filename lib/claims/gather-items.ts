import { baseCurrencyOf, type LockedCurrencies, openClaim, outdateBills } from '#lib/coding/claimed-items.ts';
import { byActor } from '#lib/coding/item-events.ts';
import { storeStatus } from '#lib/coding/store-status.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { userIdOf } from '#lib/domain/actor.ts';
import { MAX_CLAIMED } from '#lib/domain/claims/claim-bill.ts';
import { itemsText } from '#lib/domain/claims/claim-event.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { ItemEventKind } from '#lib/domain/item-event.ts';
import { isPublished, pastStates } from '#lib/domain/publication/publication.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { writeNotices } from '#lib/events/write-notices.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { recordClaimEvent } from './record-claim-event.ts';
import { visibleClaims } from './visible-claims.ts';

/** `added` are the ids of those that are in it now; `left` how many stayed where they were. */
export type Gathered = { added: string[]; left: number };

/**
 * Adds costs of the inbox to a claim: they leave the inbox with it. What is published, on its way, or in another claim stays
 * where it is.
 */
export function addToClaim(
  scope: BusinessScope,
  { claimId, itemIds }: { claimId: string; itemIds: readonly string[] },
): Promise<Result<Gathered>> {
  return db.$transaction(async (transaction) => {
    await holdItems(transaction, scope, itemIds);
    const claim = await openedClaim(transaction, scope, claimId, { inPart: true });
    if (!claim.ok) return claim;
    const gathered = await gather(transaction, scope, { claim: claim.value, itemIds });
    if (!gathered.ok) return gathered;
    const numbers = await numbersOf(transaction, gathered.value.added);
    await recordClaimEvent(transaction, scope, claimId, 'added', { items: itemsText(numbers) });
    return gathered;
  });
}

/** Takes items out of a claim, back to the inbox. Gives the ids of those. */
export function takeOutOfClaim(
  scope: BusinessScope,
  { claimId, itemIds }: { claimId: string; itemIds: readonly string[] },
): Promise<Result<string[]>> {
  return db.$transaction(async (transaction) => {
    await holdItems(transaction, scope, itemIds);
    const claim = await openedClaim(transaction, scope, claimId, { inPart: true });
    if (!claim.ok) return claim;
    const out = await release(transaction, scope, { claim: claim.value, itemIds, kind: 'unclaimed' });
    if (out.length === 0) return claim.value.locked.size > 0 ? lockedFailure(claim.value.locked) : notThere;
    const numbers = await numbersOf(transaction, out);
    await recordClaimEvent(transaction, scope, claimId, 'takenOut', { items: itemsText(numbers) });
    return ok(out);
  });
}

/** Takes an item out of a claim and tells its claimant, and whoever added it, why. */
export function returnItem(
  scope: BusinessScope,
  { claimId, itemId, reason }: { claimId: string; itemId: string; reason: string },
): Promise<Result<null>> {
  const { businessId, actor } = scope;
  return db.$transaction(async (transaction) => {
    await holdItems(transaction, scope, [itemId]);
    const claim = await openedClaim(transaction, scope, claimId, { inPart: true });
    if (!claim.ok) return claim;
    const out = await release(transaction, scope, { claim: claim.value, itemIds: [itemId], kind: 'returned', reason });
    if (out.length === 0) return claim.value.locked.size > 0 ? lockedFailure(claim.value.locked) : notThere;
    const item = await transaction.item.findUniqueOrThrow({
      where: { id: itemId },
      select: { number: true, submittedByUserId: true, owner: { select: { userId: true } } },
    });
    await recordClaimEvent(transaction, scope, claimId, 'returned', { items: itemsText([item.number]), reason });
    const people = [claim.value.claimant.userId, item.submittedByUserId, item.owner?.userId];
    await writeNotices(transaction, people, {
      ...{ businessId, kind: 'itemReturned', itemId, byUserId: userIdOf(actor) },
      text: `returned by ${isolated(actor.name)} from the expense claim ${isolated(claim.value.name)}: ${reason}`,
    });
    return ok(null);
  });
}

export type OpenedClaim = Prisma.ClaimGetPayload<{ select: typeof opened }> & { locked: LockedCurrencies };
const opened = { id: true, name: true, number: true, revision: true, claimant: { select: { userId: true } } } as const;

/** Held from here on; refused where a bill of it is published or on its way, unless it is asked for `inPart`. */
export async function openedClaim(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  claimId: string,
  { inPart = false } = {},
): Promise<Result<OpenedClaim>> {
  const locked = await openClaim(transaction, scope.businessId, claimId);
  const claim = await transaction.claim.findFirst({ where: { ...visibleClaims(scope), id: claimId }, select: opened });
  if (!claim) return failure('missing', 'This claim was deleted meanwhile. Nothing was changed.');
  if (locked.size > 0 && !inPart) return lockedFailure(locked);
  return ok({ ...claim, locked });
}

const lockedFailure = (locked: LockedCurrencies) => ([...locked.values()].every(isPublished) ? published : underWay);
const published = failure(
  'locked',
  'This claim is published, so nothing of it was changed. Correct or unpublish it first.',
);
const underWay = failure(
  'locked',
  'This claim is being published, so nothing of it was changed. Wait until that is done.',
);
const notThere = failure('missing', 'The item is not in this claim any more. Nothing was changed.');

/** Whoever edits or publishes one of them at the same time waits here. Held before the claim that they are in. */
export async function holdItems(
  transaction: Prisma.TransactionClient,
  { businessId }: BusinessScope,
  itemIds: readonly string[],
): Promise<void> {
  await transaction.$queryRaw`
    SELECT 1 FROM "Item" WHERE "businessId" = ${businessId}::uuid AND "id" = ANY(${[...itemIds]}::uuid[])
     ORDER BY "id" FOR UPDATE`;
}

/** Puts held items that are free into a held claim. */
export async function gather(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  { claim, itemIds }: { claim: OpenedClaim; itemIds: readonly string[] },
): Promise<Result<Gathered>> {
  const { businessId } = scope;
  const asked = [...new Set(itemIds)];
  const free = await transaction.item.findMany({
    where: {
      ...visibleItems(scope),
      ...{ id: { in: asked }, workspace: 'COSTS', place: 'INBOX', claimId: null },
      publications: { none: { state: { notIn: [...pastStates] } } },
    },
    select: { id: true, currency: true, _count: { select: { lines: true } } },
  });
  const fitting = await unlocked(transaction, businessId, claim, free);
  const ids = fitting.map(({ id }) => id);
  if (ids.length === 0) return claim.locked.size > 0 ? lockedFailure(claim.locked) : noneFree;
  const there = await transaction.item.findMany({
    where: { claimId: claim.id },
    select: { _count: { select: { lines: true } } },
  });
  const lines = [...fitting, ...there].reduce((count, { _count }) => count + Math.max(_count.lines, 1), 0);
  if (lines > MAX_CLAIMED) return tooMany;
  const now = new Date();
  await transaction.item.updateMany({
    where: { businessId, id: { in: ids } },
    data: { claimId: claim.id, claimedAt: now, place: 'ARCHIVE', archivedAt: now },
  });
  await moved(transaction, scope, { claim, ids, kind: 'claimed' });
  return ok({ added: ids, left: asked.length - ids.length });
}

/** Takes held items out of a held claim: they are in the inbox again. */
export async function release(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  out: { claim: OpenedClaim; itemIds?: readonly string[]; kind: 'unclaimed' | 'returned'; reason?: string },
): Promise<string[]> {
  const { businessId } = scope;
  const { claim, itemIds } = out;
  const found = await transaction.item.findMany({
    where: { businessId, claimId: claim.id, ...(itemIds && { id: { in: [...itemIds] } }) },
    select: { id: true, currency: true },
  });
  const ids = (await unlocked(transaction, businessId, claim, found)).map(({ id }) => id);
  await transaction.item.updateMany({
    where: { businessId, id: { in: ids } },
    data: { claimId: null, claimedAt: null, place: 'INBOX', archivedAt: null },
  });
  await moved(transaction, scope, { ...out, ids });
  return ids;
}

/** Those whose currency has no bill that is published or on its way. */
async function unlocked<I extends { currency: string | null }>(
  transaction: Prisma.TransactionClient,
  businessId: string,
  { locked }: OpenedClaim,
  items: I[],
): Promise<I[]> {
  if (locked.size === 0) return items;
  const base = await baseCurrencyOf(transaction, businessId);
  return items.filter(({ currency }) => !locked.has(currency ?? base));
}

async function moved(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  what: { claim: { id: string; name: string }; ids: string[]; kind: ItemEventKind; reason?: string },
): Promise<void> {
  const { businessId, origin } = scope;
  const { claim, ids, kind, reason } = what;
  const detail = { claim: claim.name, ...(reason && { because: reason }) };
  await storeStatus(transaction, businessId, ids);
  await outdateBills(transaction, businessId, claim.id);
  await transaction.itemEvent.createMany({ data: ids.map((id) => ({ ...byActor(scope, id, kind), detail })) });
  await announce(transaction, ...ids.map((id) => ({ businessId, topic: 'items', id, origin }) as const));
}

export async function numbersOf(transaction: Prisma.TransactionClient, ids: readonly string[]): Promise<number[]> {
  const found = await transaction.item.findMany({ where: { id: { in: [...ids] } }, select: { number: true } });
  return found.map(({ number }) => number);
}

const noneFree = failure(
  'locked',
  'Nothing was added: what is published, being published, or in another claim stays where it is.',
);
const tooMany = failure(
  'tooMany',
  `A claim has at most ${MAX_CLAIMED} items, counting each line of theirs. Nothing was added: make another claim for the rest.`,
);
