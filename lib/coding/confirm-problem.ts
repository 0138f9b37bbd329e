import { db } from '#lib/db.ts';
import { actorIdOf } from '#lib/domain/actor.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { inBooksProblem, unansweredInBooks } from '#lib/domain/readiness/books-problem.ts';
import { questionOf } from '#lib/domain/readiness/confirmation.ts';
import type { Problem, ProblemCode } from '#lib/domain/readiness/problem.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { loadReviewContext, review } from '#lib/lists/review-context.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { entriesOf, withRows } from './coding-columns.ts';
import { byActor } from './item-events.ts';
import { type JudgedItem, judgedItems } from './judged-items.ts';
import { learnSupplier } from './learn-supplier.ts';
import { storeStatus } from './store-status.ts';
import { storedConfirmations } from './stored-confirmations.ts';
import { visibleItems } from './visible-items.ts';

/** In the inbox, the bill of a claim, or in one. */
const isOpen = {
  OR: [{ place: { in: ['INBOX', 'CLAIM'] } }, { claimId: { not: null } }],
} satisfies Prisma.ItemWhereInput;

/**
 * Somebody says that what looks like a slip is meant, such as a bill that seems to be here twice: kept with who and when,
 * and told in the history. It holds for the question as it was shown; a different one is asked anew.
 */
export function confirmProblem(
  scope: BusinessScope,
  { itemId, code, question }: { itemId: string; code: ProblemCode; question: string },
): Promise<Result<null>> {
  const { businessId, actor } = scope;
  return db.$transaction(async (transaction) => {
    await transaction.$queryRaw`
      SELECT 1 FROM "Item" WHERE "id" = ${itemId}::uuid AND "businessId" = ${businessId}::uuid FOR UPDATE`;
    const item = await transaction.item.findFirst({
      where: { ...visibleItems(scope), id: itemId, AND: isOpen },
      include: withRows,
    });
    if (!item) return failure('missing', 'This item was deleted or published meanwhile.');
    // What is asked about is told in the history, to whoever reads that.
    const context = await loadReviewContext(transaction, { businessId, numbers: 'kept' }, idsOf(entriesOf(item)));
    const [judged] = await judgedItems(transaction, businessId, [item], context);
    const asked =
      judged &&
      [...review(judged, context).problems, ...toldOf(judged)].find(
        (each) => each.code === code && questionOf(each) === question,
      );
    if (!judged || !asked) {
      return failure('changed', 'The item changed since you saw it, and nothing was confirmed. Look again.');
    }
    const confirmation = { code, question, by: actor.name, byId: actorIdOf(actor), at: new Date().toISOString() };
    await transaction.item.update({
      where: { id: itemId },
      data: { confirmations: storedConfirmations([...judged.confirmations, confirmation]) },
    });
    await transaction.itemEvent.create({
      data: { ...byActor(scope, itemId, 'confirmed'), revision: item.revision, detail: { because: asked.message } },
    });
    if (code === 'bankDetailsChanged' && item.contactId) {
      await learnSupplier(transaction, scope, {
        itemId,
        contactId: item.contactId,
        workspace: item.workspace,
        isTheirs: true,
      });
    }
    await storeStatus(transaction, businessId, [itemId]);
    await announce(transaction, { businessId, topic: 'items', id: itemId, origin: scope.origin });
    return ok(null);
  });
}

/** What is asked about without keeping an item from being published. */
function toldOf({ inBooks = [], confirmations, workspace, coding }: JudgedItem): Problem[] {
  const told = inBooksProblem(unansweredInBooks(inBooks, confirmations), workspace, coding.type);
  return told ? [told] : [];
}
