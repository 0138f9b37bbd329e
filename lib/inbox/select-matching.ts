import { db } from '#lib/db.ts';
import type { Amount } from '#lib/domain/amount.ts';
import { MAX_BULK_ITEMS } from '#lib/domain/coding/bulk-edit.ts';
import { shownAmount } from '#lib/domain/coding/shown-amount.ts';
import { statusOfFilter } from '#lib/domain/inbox-choices.ts';
import { padded } from '#lib/domain/money.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { loadBase } from '#lib/lists/load-lists.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { findItems } from './find-items.ts';
import type { InboxQuery } from './inbox-query.ts';

/** All that a filter of the inbox shows, whether or not the page has it: what is then done is done to exactly these. */
export type MatchingItems = {
  items: MatchingItem[];
  /** There are more than can be selected at once. */
  isMore: boolean;
};

/** What of an item says whether it can be published, and for how much: as rows of the inbox show it. */
export type MatchingItem = { id: string; revision: number; isReady: boolean; currency: string; total: Amount | null };

export async function selectMatching(
  scope: BusinessScope,
  workspace: Workspace,
  { filter, ...query }: InboxQuery,
): Promise<MatchingItems> {
  const status = statusOfFilter[filter];
  const find = { ...query, status, workspace, place: 'INBOX', after: null, limit: MAX_BULK_ITEMS } as const;
  const { rows, next } = await findItems(scope, find);
  const { baseCurrency } = await loadBase(db, scope.businessId);
  const items = new Map<string, MatchingItem>();
  for (let start = 0; start < rows.length; start += BATCH) {
    const ids = rows.slice(start, start + BATCH).map(({ id }) => id);
    const found = await db.item.findMany({
      where: { businessId: scope.businessId, id: { in: ids } },
      select: { id: true, revision: true, status: true, type: true, currency: true, total: true },
    });
    for (const { id, revision, status, type, currency, total } of found) {
      const shown = total === null ? null : shownAmount(type, padded(String(total), 2));
      items.set(id, { id, revision, isReady: status === 'READY', currency: currency ?? baseCurrency, total: shown });
    }
  }
  return { items: rows.flatMap(({ id }) => items.get(id) ?? []), isMore: next !== null };
}

const BATCH = 2_000;
