import { z } from 'zod';
import { outdateBills } from '#lib/coding/claimed-items.ts';
import { db } from '#lib/db.ts';
import { fromColumn, toColumn } from '#lib/domain/calendar-date.ts';
import { type ClaimField, claimFieldNames, claimFields } from '#lib/domain/claims/claim-form.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { openedClaim } from './gather-items.ts';
import { recordClaimEvent } from './record-claim-event.ts';

export const claimChangeSchema = z.object(claimFields(z)).partial();
export type ClaimChange = z.output<typeof claimChangeSchema>;

/**
 * Changes fields of a claim that is not published, at the revision that was seen. Gives the values of before, by which it is
 * undone, and the new revision.
 */
export function changeClaim(
  scope: BusinessScope,
  { claimId, revision, changes }: { claimId: string; revision: number; changes: ClaimChange },
): Promise<Result<{ revision: number; before: ClaimChange }>> {
  const { businessId } = scope;
  return db.$transaction(async (transaction) => {
    const opened = await openedClaim(transaction, scope, claimId);
    if (!opened.ok) return opened;
    if (opened.value.revision !== revision) return changed;
    const { contactId, paymentMethodId } = changes;
    const isContactKnown =
      !contactId || (await transaction.contact.count({ where: { id: contactId, businessId, isArchived: false } })) > 0;
    const isMethodKnown =
      !paymentMethodId || (await transaction.paymentMethod.count({ where: { id: paymentMethodId, businessId } })) > 0;
    if (!isContactKnown || !isMethodKnown) return entryUnknown;
    const { endsOn, dueOn, ...plain } = changes;
    const stored = await transaction.claim.findUniqueOrThrow({ where: { id: claimId } });
    const before = valuesOf(stored, Object.keys(changes) as ClaimField[]);
    await transaction.claim.update({
      where: { id: claimId },
      data: {
        ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
        ...(endsOn !== undefined && { endsOn: toColumn(endsOn) }),
        ...(dueOn !== undefined && { dueOn: toColumn(dueOn) }),
        revision: { increment: 1 },
      },
    });
    await outdateBills(transaction, businessId, claimId);
    // The next claim of theirs begins with it.
    if (contactId)
      await transaction.owner.update({ where: { id: stored.claimantId }, data: { claimContactId: contactId } });
    const names = (Object.keys(changes) as ClaimField[]).map((field) => claimFieldNames[field].toLowerCase());
    await recordClaimEvent(transaction, scope, claimId, 'changed', { changes: `the ${names.join(', the ')}` });
    return ok({ revision: revision + 1, before });
  });
}

function valuesOf(
  stored: { endsOn: Date; dueOn: Date | null } & Record<string, unknown>,
  fields: readonly ClaimField[],
) {
  const values: Record<string, unknown> = {
    ...stored,
    endsOn: fromColumn(stored.endsOn),
    dueOn: fromColumn(stored.dueOn),
  };
  return Object.fromEntries(fields.map((field) => [field, values[field]])) as ClaimChange;
}

const changed = failure(
  'changed',
  'Somebody else changed this claim meanwhile, so your change was not saved. Look at it, then change it again.',
);
const entryUnknown = failure('entryUnknown', 'This entry is no longer there. Nothing was saved: choose another.');
