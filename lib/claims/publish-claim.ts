import { liveConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { userIdOf } from '#lib/domain/actor.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { isFileCurrent } from './file/file-state.ts';
import { type LoadedClaim, leftToDo, loadClaim } from './load-claims.ts';
import { publishBills } from './publish-prepared.ts';
import { recordClaimEvent } from './record-claim-event.ts';
import { visibleClaims } from './visible-claims.ts';

/** `preparing`: its PDF is made first, and it is published then. */
export type ClaimPublished = { outcome: 'queued' | 'preparing' };

/**
 * Publishes a claim as it was seen: one bill of each currency, or money spent, each with its PDF attached. What of it is in the
 * books or on its way already is not published again.
 */
export async function publishClaim(
  scope: BusinessScope,
  { claimId, revision }: { claimId: string; revision: number },
): Promise<Result<ClaimPublished>> {
  const claim = await loadClaim(scope, { ...visibleClaims(scope), id: claimId });
  if (!claim) return failure('missing', 'This claim was deleted meanwhile. Nothing was published.');
  if (claim.row.revision !== revision) return changed;
  if (claim.status === 'PUBLISHING') return failure('underWay', 'This claim is on its way already.');
  const left = leftToDo(claim);
  if (left.length > 0) return failure('notReady', `Nothing was published. ${left.join(' ')}`);
  if (!(await liveConnection(db, scope.businessId))) return notConnected;
  const isCurrent = await isFileCurrent(claim);
  await db.$transaction((transaction) => recordClaimEvent(transaction, scope, claimId, 'publishRequested'));
  if (isCurrent) {
    const published = await publishBills(scope, claim);
    return published.ok ? ok({ outcome: 'queued' }) : published;
  }
  await askForFile(claim, { publishById: userIdOf(scope.actor) });
  return ok({ outcome: 'preparing' });
}

/** Has the PDFs of a claim made, where they are not as it is now. */
export async function makeFile(scope: BusinessScope, claimId: string): Promise<Result<null>> {
  const claim = await loadClaim(scope, { ...visibleClaims(scope), id: claimId });
  if (!claim) return failure('missing', 'This claim was deleted meanwhile.');
  if (claim.bills.length === 0) return failure('empty', 'There is nothing in this claim yet. Add items first.');
  if (!(await isFileCurrent(claim))) await askForFile(claim, { publishById: null });
  return ok(null);
}

async function askForFile({ row }: LoadedClaim, { publishById }: { publishById: string | null }): Promise<void> {
  const claimId = row.id;
  // Whoever makes it at the moment publishes it afterwards too.
  const { count } = await db.claimFile.updateMany({
    where: { claimId, state: 'RUNNING' },
    data: publishById ? { publishById, publishProblem: null } : {},
  });
  if (count === 0) {
    const anew = {
      state: 'RUNNING',
      ...{ tries: 0, done: 0, pages: 0, problem: null, claim: null, movedAt: new Date() },
      ...{ publishById, publishProblem: null },
    } as const;
    await db.claimFile.upsert({ where: { claimId }, create: { claimId, madeOf: '', ...anew }, update: anew });
  }
  await enqueue('make-claim-file', { claimId });
}

const changed = failure(
  'changed',
  'Somebody else changed this claim meanwhile, so nothing was published. Look at it, then publish again.',
);
const notConnected = failure(
  'notConnected',
  'Nothing was published, since no accounting software is connected. An admin connects it under Business settings, Connections.',
);
