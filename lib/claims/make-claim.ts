import { activeOwner } from '#lib/coding/owners.ts';
import { type Db, db } from '#lib/db.ts';
import { type CalendarDate, toColumn } from '#lib/domain/calendar-date.ts';
import { itemsText } from '#lib/domain/claims/claim-event.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { createContact } from '#lib/lists/create-contact.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { type Gathered, gather, holdItems, numbersOf, openedClaim } from './gather-items.ts';
import { recordClaimEvent } from './record-claim-event.ts';

export type NewClaim = {
  claimantId: string;
  name: string;
  endsOn: CalendarDate;
  description: string;
  itemIds: readonly string[];
};

/**
 * Makes a claim of these items, which leave the inbox with it; of none, it is empty for now. Who is paid in the books is
 * whoever was the last time or, the first time, a supplier of the claimant's name. Where none of the items is free, nothing
 * is made.
 */
export async function makeClaim(
  scope: BusinessScope,
  { claimantId, itemIds, ...values }: NewClaim,
): Promise<Result<{ number: number; claimId: string } & Gathered>> {
  const { businessId, actor } = scope;
  const claimant = await activeOwner(db, businessId, claimantId);
  if (!claimant) return claimantUnknown;
  const contactId = await paidContact(scope, claimant);
  return db
    .$transaction(async (transaction) => {
      await holdItems(transaction, scope, itemIds);
      // Claims are numbered one after the other.
      const { lastClaimNumber: number, publishAs } = await transaction.business.update({
        where: { id: businessId },
        data: { lastClaimNumber: { increment: 1 } },
        select: { lastClaimNumber: true, publishAs: true },
      });
      const { id: claimId } = await transaction.claim.create({
        data: {
          ...{ businessId, number, claimantId, contactId, publishAs, createdByName: actor.name },
          ...{ name: values.name, description: values.description, endsOn: toColumn(values.endsOn) },
        },
      });
      const claim = await openedClaim(transaction, scope, claimId);
      if (!claim.ok) throw new NothingMade(claim);
      const gathered =
        itemIds.length === 0
          ? ok({ added: [], left: 0 })
          : await gather(transaction, scope, { claim: claim.value, itemIds });
      if (!gathered.ok) throw new NothingMade(gathered);
      const numbers = await numbersOf(transaction, gathered.value.added);
      await recordClaimEvent(transaction, scope, claimId, 'made', {
        ...(numbers.length > 0 && { items: itemsText(numbers) }),
      });
      return ok({ number, claimId, ...gathered.value });
    })
    .catch((error: unknown) => {
      if (error instanceof NothingMade) return error.refusal;
      throw error;
    });
}

/** Takes back what was done so far. */
class NothingMade extends Error {
  readonly refusal: Result<never>;
  constructor(refusal: Result<never>) {
    super('nothing was made');
    this.refusal = refusal;
  }
}

async function paidContact(scope: BusinessScope, claimant: { id: string; name: string }): Promise<string | null> {
  const { claimContactId } = await db.owner.findUniqueOrThrow({
    where: { id: claimant.id },
    select: { claimContactId: true },
  });
  const isThere = claimContactId && (await isActive(db, scope.businessId, claimContactId));
  if (isThere) return claimContactId;
  const made = await createContact(scope, 'COSTS', { name: claimant.name, isDifferent: true });
  if (!made.ok) return null;
  await db.owner.update({ where: { id: claimant.id }, data: { claimContactId: made.value.id } });
  return made.value.id;
}

async function isActive(db: Db, businessId: string, contactId: string): Promise<boolean> {
  const found = await db.contact.findFirst({
    where: { id: contactId, businessId, isArchived: false, mergedIntoId: null },
    select: { id: true },
  });
  return found !== null;
}

const claimantUnknown = failure(
  'ownerUnknown',
  'This claimant is archived or no longer there. Nothing was made: reload the page and choose again.',
);
