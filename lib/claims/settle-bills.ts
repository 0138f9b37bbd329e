import { changeCoding } from '#lib/coding/change-coding.ts';
import { codingOf, withRows } from '#lib/coding/coding-columns.ts';
import { newItem } from '#lib/coding/new-item.ts';
import { storeStatus } from '#lib/coding/store-status.ts';
import { type Db, db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import type { ClaimBill } from '#lib/domain/claims/claim-bill.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { changedFields } from '#lib/domain/coding/coding-changes.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { pastStates } from '#lib/domain/publication/publication.ts';
import { loadReviewContext, type ReviewContext } from '#lib/lists/review-context.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { type ClaimWithItems, composeClaim, namedByClaims, withClaimed } from './compose-claim.ts';

type Scope = Pick<BusinessScope, 'businessId'>;

/** Whether the stored bills of a claim say what its items do. */
export function areSettled(claim: ClaimWithItems, context: ReviewContext): boolean {
  const composed = composeClaim(claim, context);
  return (
    claim.bills.length === composed.length &&
    composed.every(({ currency, coding }) => {
      const bill = claim.bills.find((each) => each.currency === currency);
      return bill && changedFields(codingOf(bill, context.lists.rules), coding).length === 0;
    })
  );
}

/**
 * Makes the bills of a claim what its items are at present, one of each currency; what is published, or on its way, stays as
 * it is. Returns false where an item names what the connected books do not have, which is told at the item.
 */
export async function settleBills(scope: Scope, claimId: string): Promise<boolean> {
  return db.$transaction((transaction) => settle(transaction, scope, claimId));
}

async function settle(transaction: Prisma.TransactionClient, { businessId }: Scope, claimId: string): Promise<boolean> {
  // Whoever adds to it, edits what is in it or settles it at the same time waits here.
  await transaction.$queryRaw`
    SELECT 1 FROM "Claim" WHERE "id" = ${claimId}::uuid AND "businessId" = ${businessId}::uuid FOR UPDATE`;
  const claim = await transaction.claim.findFirst({
    where: { id: claimId, businessId, deletedAt: null },
    include: withClaimed,
  });
  if (!claim) return false;
  const context = await loadReviewContext(transaction, { businessId }, idsOf(namedByClaims([claim])));
  const composed = composeClaim(claim, context);
  let isWhole = true;
  for (const bill of composed) {
    const stored = await billOf(transaction, claim, bill);
    const changes = pickChanged(codingOf(stored, context.lists.rules), bill);
    const changed = await changeCoding(
      transaction,
      { businessId, actor: intray },
      { itemId: stored.id, revision: stored.revision, changes, sources: sourcesOf(changes) },
      context,
    );
    isWhole &&= changed.ok || changed.error.code === 'locked';
  }
  const left = claim.bills.filter(({ currency }) => !composed.some((bill) => bill.currency === currency));
  await transaction.item.updateMany({
    where: {
      id: { in: left.map(({ id }) => id) },
      publications: { none: { state: { notIn: [...pastStates] } } },
    },
    data: { deletedAt: new Date(), deletedByName: intray.name },
  });
  return isWhole;
}

/** In words, for whoever asks why the books will show it. */
const sourcesOf = (changes: Partial<Coding>) =>
  Object.fromEntries(Object.keys(changes).map((field) => [field, { because: 'The expense claim' }]));

function pickChanged(stored: Coding, { coding }: ClaimBill): Partial<Coding> {
  return Object.fromEntries(
    changedFields(stored, coding).map((field) => [field, coding[field as keyof typeof coding]]),
  );
}

/** The bill of this currency, made or brought back where there is none. */
async function billOf(transaction: Prisma.TransactionClient, claim: ClaimWithItems, { currency }: ClaimBill) {
  const { businessId } = claim;
  const former = await transaction.item.findFirst({ where: { billOfId: claim.id, currency }, include: withRows });
  if (former && former.deletedAt === null) return former;
  if (former) {
    await transaction.item.update({ where: { id: former.id }, data: { deletedAt: null, deletedByName: null } });
    await storeStatus(transaction, businessId, [former.id]);
    return former;
  }
  const made = await transaction.item.create({
    data: {
      ...{ businessId, place: 'CLAIM', billOfId: claim.id, workspace: 'COSTS' },
      ...{ number: await nextNumber(transaction, businessId), submittedByName: intray.name },
      ...newItem({ ownerId: claim.claimantId, currency }),
    },
    include: withRows,
  });
  await storeStatus(transaction, businessId, [made.id]);
  return made;
}

/** Bills are numbered with the items that they are made of. */
async function nextNumber(transaction: Db, businessId: string): Promise<number> {
  const { lastItemNumber } = await transaction.business.update({
    where: { id: businessId },
    data: { lastItemNumber: { increment: 1 } },
    select: { lastItemNumber: true },
  });
  return lastItemNumber;
}
