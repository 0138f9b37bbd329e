import { makeClaimFile } from '#lib/claims/file/make-claim-file.ts';
import { loadClaim } from '#lib/claims/load-claims.ts';
import { makeClaim } from '#lib/claims/make-claim.ts';
import { publishClaim } from '#lib/claims/publish-claim.ts';
import { db } from '#lib/db.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type ConnectedBusiness, drainToTheEnd } from './publishing.ts';

/** The owner that the acting person is. */
export async function ownOwner({ businessId, actor }: PersonScope): Promise<string> {
  const where = { businessId_userId: { businessId, userId: actor.userId } };
  return (await db.owner.findUniqueOrThrow({ where })).id;
}

/** A claim of these items in the name of whoever acts, to the end of November. */
export async function aClaim(scope: PersonScope, items: readonly { id: string }[], values: { name?: string } = {}) {
  const made = await makeClaim(scope, {
    ...{ claimantId: await ownOwner(scope), name: 'November', description: '', ...values },
    ...{ endsOn: calendarDate('2026-11-30'), itemIds: items.map(({ id }) => id) },
  });
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

/** The claim as pages show it. */
export async function claimNow(scope: PersonScope, claimId: string) {
  const claim = await loadClaim(scope, { id: claimId });
  if (!claim) throw new Error('The claim is gone');
  return claim;
}

/** *Publish* of a claim, and all that follows from it. */
export async function publishWhole(business: ConnectedBusiness, claimId: string) {
  const { row } = await claimNow(business.scope, claimId);
  const answer = await publishClaim(business.scope, { claimId, revision: row.revision });
  await makeClaimFile(claimId);
  await drainToTheEnd(business);
  return answer;
}
