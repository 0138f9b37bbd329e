import { db } from '#lib/db.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import { may } from '#lib/domain/roles.ts';
import { publishItems } from '#lib/publishing/publish-items.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';
import { isFileCurrent } from './file/file-state.ts';
import { type LoadedClaim, loadClaim } from './load-claims.ts';
import { recordClaimEvent } from './record-claim-event.ts';
import { visibleClaims } from './visible-claims.ts';

/** Publishes a claim whose file has just been made, for whoever asked for that; what keeps it from being so is kept. */
export async function publishPrepared(businessId: string, claimId: string): Promise<void> {
  const file = await db.claimFile.findUnique({ where: { claimId }, select: { publishById: true } });
  if (!file?.publishById) return;
  const scope = await scopeOf(businessId, file.publishById);
  const published = scope ? await publishAs(scope, claimId) : notAllowed;
  await db.$transaction(async (transaction) => {
    await transaction.claimFile.update({
      where: { claimId },
      data: { publishById: null, publishProblem: published.ok ? null : published.error.message },
    });
    if (!published.ok && scope) {
      await recordClaimEvent(transaction, scope, claimId, 'publishRefused', { reason: published.error.message });
    }
  });
}

async function publishAs(scope: PersonScope, claimId: string): Promise<Result<null>> {
  const claim = await loadClaim(scope, { ...visibleClaims(scope), id: claimId });
  if (!claim) return notAllowed;
  return (await isFileCurrent(claim)) ? publishBills(scope, claim) : changed;
}

/** Who asked for it, as they may act now. */
async function scopeOf(businessId: string, userId: string): Promise<PersonScope | null> {
  const member = await db.membership.findUnique({
    where: { businessId_userId: { businessId, userId } },
    select: { role: true, user: { select: { name: true } } },
  });
  if (!member || !may(member.role, 'items.publish')) return null;
  return { businessId, actor: { kind: 'person', userId, name: member.user.name, role: member.role } };
}

const notAllowed = failure(
  'permission',
  'Whoever asked for it may not publish any more, so nothing was published. Publish it yourself.',
);

/** Queues those bills of a claim that are not in the books, at what was seen of them. */
export async function publishBills(scope: BusinessScope, { bills }: LoadedClaim): Promise<Result<null>> {
  const wanted = bills.filter(({ publication }) => !publication?.isPublished && !publication?.locksItem);
  const asked = await publishItems(
    scope,
    wanted.map(({ row }) => ({ itemId: row.id, revision: row.revision })),
  );
  if (!asked.ok) return asked;
  for (const outcome of asked.value) {
    if (outcome.outcome === 'notReady') {
      const left = [...new Set(outcome.problems.map(({ message }) => message))].join(' ');
      return failure('notReady', `Something has to be put right first. ${left}`);
    }
    if (outcome.outcome === 'changed') return changed;
  }
  return { ok: true, value: null };
}

const changed = failure(
  'changed',
  'Somebody changed the claim or one of its items meanwhile, so not all of it was published. Look at it, then publish again.',
);
