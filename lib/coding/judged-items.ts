import type { Db } from '#lib/db.ts';
import type { Lists } from '#lib/domain/lists.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Judged } from '#lib/domain/readiness/assessment.ts';
import { parseReadChecks } from '#lib/domain/readiness/read-checks-schema.ts';
import { readRefusal } from '#lib/ledger/stored-reasons.ts';
import { loadReviewContext, type ReviewContext } from '#lib/lists/review-context.ts';
import { codingOf, type ItemWithRows, withRows } from './coding-columns.ts';
import { loadInBooks } from './load-in-books.ts';
import { likenessOf, loadTwins } from './load-twins.ts';
import { readConfirmations } from './stored-confirmations.ts';

export type JudgedItem = Judged & { id: string; workspace: Workspace; isBeingRead: boolean };

type StoredItem = Omit<ItemWithRows, 'provenance'>;

/** Stored items as they are judged, in their order: each with its refusal, what was confirmed, items alike
 * and what the books have that is like it. */
export async function judgedItems(
  db: Db,
  businessId: string,
  items: readonly StoredItem[],
  { baseCurrency, lists }: Pick<ReviewContext, 'baseCurrency'> & { lists: Pick<Lists, 'rules' | 'house'> },
): Promise<JudgedItem[]> {
  const judged = items.map((item) => ({
    id: item.id,
    workspace: item.workspace,
    isBeingRead: item.isBeingRead,
    coding: codingOf(item, lists.rules),
    refusal: readRefusal(item.refusal),
    confirmations: readConfirmations(item.confirmations),
    readChecks: parseReadChecks(item.readChecks),
  }));
  const likenesses = judged.flatMap((item) => likenessOf(item, baseCurrency) ?? []);
  const twins = await loadTwins(db, businessId, likenesses, baseCurrency);
  const inBooks = await loadInBooks(db, judged, { baseCurrency, lists });
  return judged.map((item) => ({ ...item, twins: twins.get(item.id) ?? [], inBooks: inBooks.get(item.id) ?? [] }));
}

/** The items that any of these is alike, these themselves apart. */
export async function twinsOf(db: Db, businessId: string, itemIds: readonly string[]): Promise<string[]> {
  const [items, context] = await Promise.all([
    db.item.findMany({ where: { businessId, id: { in: [...itemIds] } }, include: withRows }),
    loadReviewContext(db, { businessId }, { contactIds: [], accountIds: [] }),
  ]);
  const judged = await judgedItems(db, businessId, items, context);
  const twins = new Set(judged.flatMap((item) => item.twins.map(({ id }) => id)));
  return [...twins].filter((id) => !itemIds.includes(id));
}
