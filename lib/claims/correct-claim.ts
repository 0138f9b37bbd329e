import { db } from '#lib/db.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import { changePublished } from '#lib/publishing/change-published.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { isFileCurrent } from './file/file-state.ts';
import { leftToDo, loadClaim } from './load-claims.ts';
import { makeFile } from './publish-claim.ts';
import { visibleClaims } from './visible-claims.ts';

type Correction = { publicationId: string; revision: number; settlements: string[]; isAnew: boolean };

/** Sends what was corrected of a claim's bill, with a PDF that says the same: one that is old is made first. */
export async function sendClaimCorrection(
  scope: BusinessScope,
  { publicationId, ...wish }: Correction,
): Promise<Result<{ publicationId: string }>> {
  const bill = await db.item.findFirst({
    where: { businessId: scope.businessId, publications: { some: { id: publicationId } }, billOfId: { not: null } },
    select: { billOfId: true },
  });
  const claim = bill?.billOfId && (await loadClaim(scope, { ...visibleClaims(scope), id: bill.billOfId }));
  if (!claim) return failure('missing', 'This claim was deleted meanwhile. Nothing was sent.');
  const left = leftToDo(claim);
  if (left.length > 0) return failure('notReady', `Nothing was sent. ${left.join(' ')}`);
  if (!(await isFileCurrent(claim))) {
    await makeFile(scope, claim.row.id);
    return failure(
      'making',
      'Its PDF is being made anew, with what was corrected. Nothing was sent yet: send it once the PDF is there.',
    );
  }
  return changePublished(scope, publicationId, { wish: 'change', ...wish });
}
