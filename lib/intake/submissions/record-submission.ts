import type { Db } from '#lib/db.ts';
import { userIdOf } from '#lib/domain/actor.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Failure } from '#lib/domain/result.ts';
import type { SubmissionMethod } from '#lib/domain/submission.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** A file as it was sent. */
export type Sent = {
  workspace: Workspace;
  fileName: string;
  byteSize: number | null;
  /** How it came, where not by itself: within an archive, or as a part of a document. */
  method?: SubmissionMethod;
  arrivalId?: string;
};

const LONGEST_NAME = 200;

const bySender = ({ businessId, actor }: BusinessScope, { fileName, ...sent }: Sent) => ({
  ...{ businessId, byUserId: userIdOf(actor), byName: actor.name, fileName: fileName.slice(0, LONGEST_NAME) },
  ...sent,
});

/** Keeps what a file became, in the transaction that makes the item. Returns its id. */
export async function recordAdded(
  transaction: Db,
  scope: BusinessScope,
  sent: Sent,
  item: { id: string; number: number },
): Promise<string> {
  const { id } = await transaction.submission.create({
    data: { ...bySender(scope, sent), itemId: item.id, itemNumber: item.number },
    select: { id: true },
  });
  return id;
}

/** Keeps that a file was not taken, and what its sender was told; of one to be sent again in a moment there is nothing to keep. */
export async function recordRefused(
  db: Db,
  scope: BusinessScope,
  sent: Sent,
  { code, message }: Failure,
): Promise<void> {
  if (code === 'busy') return;
  await db.submission.create({ data: { ...bySender(scope, sent), refusal: code, message } });
}
