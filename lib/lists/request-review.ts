import { type Db, db } from '#lib/db.ts';
import { enqueue } from '#lib/queue/enqueue.ts';

/**
 * What codings are checked against has changed: the statuses of the business's items have to be looked at anew. Stored
 * with the change itself; `wakeReview` afterwards has it done at once, and the sweep finds what was not woken.
 */
export async function requestReview(transaction: Db, businessId: string): Promise<void> {
  await transaction.business.update({ where: { id: businessId }, data: { reviewDueAt: new Date() } });
}

/** After the transaction of `requestReview` has committed. */
export async function wakeReview(businessId: string): Promise<void> {
  await enqueue('review-items', { businessId });
}

const MAX_BUSINESSES = 200;
/** One so young has its wake-up on the way. */
const FRESH_SECONDS = 20;

/**
 * For the sweep: wakes a worker for each business whose review is due or whose last one is a day old. Returns how many.
 */
export async function wakeDueReviews(): Promise<number> {
  const due = await db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Business"
    WHERE "reviewDueAt" < now() - make_interval(secs => ${FRESH_SECONDS})
       OR "reviewedAt" < now() - interval '1 day' OR ("reviewedAt" IS NULL AND "reviewDueAt" IS NULL)
    ORDER BY "reviewDueAt" NULLS LAST LIMIT ${MAX_BUSINESSES}`;
  for (const { id } of due) await wakeReview(id);
  return due.length;
}
