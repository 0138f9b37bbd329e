import type { ItemWithRows } from '#lib/coding/coding-columns.ts';
import { judgedItems } from '#lib/coding/judged-items.ts';
import { db } from '#lib/db.ts';
import { seesAllItems } from '#lib/domain/actor.ts';
import type { AlikeInBooks } from '#lib/domain/in-books.ts';
import type { Assessment } from '#lib/domain/readiness/assessment.ts';
import { unansweredInBooks } from '#lib/domain/readiness/books-problem.ts';
import type { Twin } from '#lib/domain/readiness/twins.ts';
import { type ReviewContext, review } from '#lib/lists/review-context.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** What is to be done about items, by id, in words for whoever looks; the items that each is alike, and what the books may have of it. */
export async function assessItems(
  scope: BusinessScope,
  items: readonly Omit<ItemWithRows, 'provenance'>[],
  context: ReviewContext,
): Promise<Map<string, { assessment: Assessment; twins: readonly Twin[]; inBooks: AlikeInBooks[] }>> {
  const judged = await judgedItems(db, scope.businessId, items, context);
  const words = seesAllItems(scope.actor) ? (assessment: Assessment) => assessment : withoutOthersItems;
  return new Map(
    judged.map((item) => [
      item.id,
      {
        assessment: words(review(item, context)),
        twins: item.twins,
        inBooks: seesAllItems(scope.actor) ? unansweredInBooks(item.inBooks ?? [], item.confirmations) : [],
      },
    ]),
  );
}

/** Whoever sees only their own items does not hear of another's. */
function withoutOthersItems({ problems, refusal }: Assessment): Assessment {
  const message = 'A bookkeeper has to look at this before it is published.';
  return {
    problems: problems.map((each) => (isOfOthers(each) ? { ...each, message, fixes: [] } : each)),
    refusal: refusal.map((each) => (isOfOthers(each) ? { ...each, message } : each)),
  };
}

const isOfOthers = ({ code }: { code: string }) => code === 'duplicate' || code === 'inBooks';
