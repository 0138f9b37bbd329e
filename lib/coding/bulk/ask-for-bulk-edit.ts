import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type BulkOutcome, bulkOutcome } from './bulk-outcome.ts';
import { runBulkEdit } from './run-bulk-edit.ts';

/** What is done within this time is told with the answer; the rest is a worker's. */
const AT_ONCE_MS = 1_500;

/** Begins what was previewed, once, and only for whoever previewed it. */
export function applyBulkEdit(scope: PersonScope, bulkEditId: string): Promise<Result<BulkOutcome>> {
  return ask(scope, bulkEditId, {
    from: ['PREVIEWED'],
    to: 'APPLYING',
    otherwise: failure('previewGone', 'This preview was used already, or is too old. Nothing was changed: look again.'),
  });
}

/**
 * Takes an edit of many items back, once, also one that is still under way: what it has not reached stays as it is. Values
 * that somebody has changed since stay too, and are told.
 */
export function undoBulkEdit(scope: PersonScope, bulkEditId: string): Promise<Result<BulkOutcome>> {
  return ask(scope, bulkEditId, {
    from: ['APPLYING', 'DONE'],
    to: 'UNDOING',
    otherwise: failure('changeMissing', 'This was undone already, or is too long ago. Nothing was changed now.'),
  });
}

async function ask(
  scope: PersonScope,
  bulkEditId: string,
  {
    from,
    to,
    otherwise,
  }: {
    from: ('PREVIEWED' | 'APPLYING' | 'DONE')[];
    to: 'APPLYING' | 'UNDOING';
    otherwise: Result<never>;
  },
): Promise<Result<BulkOutcome>> {
  const { count } = await db.bulkEdit.updateMany({
    where: { id: bulkEditId, businessId: scope.businessId, byUserId: scope.actor.userId, state: { in: from } },
    data: { state: to, movedAt: new Date(), toldAt: null },
  });
  if (count === 0) return otherwise;
  const isDone = await runBulkEdit(bulkEditId, { untilMs: performance.now() + AT_ONCE_MS });
  if (!isDone) await enqueue('run-bulk-edit', { bulkEditId });
  else await enqueue('apply-rules', { businessId: scope.businessId });
  const outcome = await bulkOutcome(scope, bulkEditId);
  return outcome ? ok(outcome) : otherwise;
}
