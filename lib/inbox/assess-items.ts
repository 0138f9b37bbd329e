import type { ItemWithRows } from '#lib/coding/coding-columns.ts';
import { judgedItems } from '#lib/coding/judged-items.ts';
import { db } from '#lib/db.ts';
import { seesAllItems } from '#lib/domain/actor.ts';
import type { Assessment } from '#lib/domain/readiness/assessment.ts';
import type { Twin } from '#lib/domain/readiness/twins.ts';
import { type ReviewContext, review } from '#lib/lists/review-context.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** What is to be done about items, by id, in words for whoever looks; and the items that each is alike. */
export async function assessItems(
  scope: BusinessScope,
  items: readonly Omit<ItemWithRows, 'provenance'>[],
  context: ReviewContext,
): Promise<Map<string, { assessment: Assessment; twins: readonly Twin[] }>> {
  const judged = await judgedItems(db, scope.businessId, items, context);
  const words = seesAllItems(scope.actor) ? (assessment: Assessment) => assessment : withoutOthersItems;
  return new Map(judged.map((item) => [item.id, { assessment: words(review(item, context)), twins: item.twins }]));
}

/** Whoever sees only their own items does not hear of another's. */
function withoutOthersItems({ problems, refusal }: Assessment): Assessment {
  const message = 'A bookkeeper has to look at this before it is published.';
  return {
    problems: problems.map((each) => (each.code === 'duplicate' ? { ...each, message, fixes: [] } : each)),
    refusal: refusal.map((each) => (each.code === 'duplicate' ? { ...each, message } : each)),
  };
}
