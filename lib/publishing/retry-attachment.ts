import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { recordRetried } from './record.ts';

const attachments = { kind: 'ATTACHMENT' } as const;

/** Tries again to attach the documents of something published; what is in the ledger is not posted again. */
export async function retryAttachment(scope: BusinessScope, publicationId: string): Promise<Result<null>> {
  const retried = await db.$transaction(async (transaction) => {
    await transaction.$queryRaw`
      SELECT 1 FROM "Publication" WHERE "id" = ${publicationId}::uuid AND "businessId" = ${scope.businessId}::uuid FOR UPDATE`;
    const publication = await transaction.publication.findFirst({
      where: {
        id: publicationId,
        businessId: scope.businessId,
        OR: [
          { state: 'COMPLETE', steps: { some: { ...attachments, state: 'FAILED' } } },
          { state: 'POSTED', steps: { some: { ...attachments, state: { in: ['PENDING', 'UNCERTAIN'] } } } },
        ],
      },
      select: { connectionId: true },
    });
    if (publication) await recordRetried(transaction, publicationId, attachments, scope.origin);
    return publication;
  });
  if (!retried) return failure('nothingToAttach', 'There is no document left to attach. Reload the page to see it.');
  await enqueue('drain-publications', { connectionId: retried.connectionId });
  return ok(null);
}
