import { withFirstDocument } from '#lib/coding/item-documents.ts';
import { db } from '#lib/db.ts';
import { type CalendarDate, fromColumn } from '#lib/domain/calendar-date.ts';
import { waysText } from '#lib/domain/likeness.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { documentView, type Sheet } from '../document-view.ts';
import { loadLikenesses } from './load-likenesses.ts';

/** One of two that are held side by side. */
export type ComparedSide = {
  id: string;
  number: number;
  workspace: Workspace;
  status: string;
  contact: string | null;
  reference: string | null;
  issuedOn: CalendarDate | null;
  total: string | null;
  currency: string | null;
  sheet: Sheet | null;
};

/** An item that may be the same purchase as the one that is looked at. */
export type LikeView = ComparedSide & {
  /** `the same picture` */
  by: string;
  isSameFile: boolean;
  /** It may get the pages of the other. */
  isFree: boolean;
  /** ISO instant. */
  addedAt: string;
};

/** More are not held side by side. */
const MAX_SHOWN = 5;

/** Those of which nobody has said that they are two, beside the ones that are told of otherwise. */
export async function loadLikeViews(
  scope: BusinessScope,
  itemId: string,
  exceptIds: readonly string[],
): Promise<LikeView[]> {
  const likes = ((await loadLikenesses(scope, [itemId])).get(itemId) ?? [])
    .filter(({ id, isSettled }) => !isSettled && !exceptIds.includes(id))
    .slice(0, MAX_SHOWN);
  if (likes.length === 0) return [];
  const ids = likes.map(({ id }) => id);
  const [items, publications] = await Promise.all([
    db.item.findMany({ where: { businessId: scope.businessId, id: { in: ids } }, include: withFirstDocument }),
    loadPublications(scope, ids),
  ]);
  return likes.flatMap(({ id, ways }) => {
    const item = items.find((each) => each.id === id);
    if (!item) return [];
    const publication = publications.get(id) ?? null;
    const { number, workspace, reference, currency, contactName } = item;
    return {
      ...{ id, number, workspace, reference, currency, contact: contactName || null },
      by: waysText(ways),
      isSameFile: ways.includes('file'),
      status: publication?.isPublished
        ? 'Published'
        : item.claimId !== null
          ? 'In an expense claim'
          : item.place === 'ARCHIVE'
            ? 'Archived'
            : 'In the inbox',
      isFree: item.place === 'INBOX' && item.claimId === null && !publication?.locksItem && !publication?.isPublished,
      issuedOn: item.issuedOn && fromColumn(item.issuedOn),
      total: item.total?.toFixed(2) ?? null,
      addedAt: item.createdAt.toISOString(),
      sheet: documentView(item.documents)?.sheets[0] ?? null,
    };
  });
}

/** The items that somebody has said to be another purchase than this one. */
export async function settledWith(scope: BusinessScope, itemId: string): Promise<string[]> {
  const likes = (await loadLikenesses(scope, [itemId])).get(itemId) ?? [];
  return likes.filter(({ isSettled }) => isSettled).map(({ id }) => id);
}
