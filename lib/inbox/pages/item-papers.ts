import { withDocuments } from '#lib/coding/item-documents.ts';
import { parseItemPages } from '#lib/coding/stored-pages.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { leftOut } from '#lib/domain/documents/item-pages.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { pastStates } from '#lib/domain/publication/publication.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { documentView, type Sheet } from '../document-view.ts';
import { isFree } from './free-items.ts';

/** An item as what lies on the table: what it is called, and its pages. */
export type ItemPapers = {
  id: string;
  number: number;
  workspace: Workspace;
  /** Its contact, or else its file. */
  name: string;
  /** As the document says it; null where nothing does. */
  reference: string | null;
  total: string | null;
  currency: string | null;
  hasLines: boolean;
  /** Whether its pages may be changed: in the inbox, in no claim, neither published nor on its way. */
  isFree: boolean;
  sheets: Sheet[];
  /** Pages of its documents that it does not show. */
  leftOut: Sheet[];
  /** By document, what the file is called. */
  files: { documentId: string; fileName: string }[];
  /** What was merged into it. */
  merged: { id: string; number: number; name: string }[];
};

/** The papers of these items that the actor may see, in this order. */
export async function itemPapers(scope: BusinessScope, itemIds: readonly string[]): Promise<ItemPapers[]> {
  const items = await db.item.findMany({
    where: { ...visibleItems(scope), id: { in: [...itemIds] } },
    include: {
      ...withDocuments,
      _count: { select: { lines: true } },
      publications: { where: { state: { notIn: [...pastStates] } }, select: { id: true }, take: 1 },
      merged: { orderBy: { number: 'asc' }, include: withDocuments },
    },
  });
  const byId = new Map(items.map((item) => [item.id, item]));
  return itemIds.flatMap((id) => {
    const item = byId.get(id);
    if (!item) return [];
    return {
      ...{ id, number: item.number, workspace: item.workspace, name: nameOf(item), reference: item.reference },
      ...{ total: item.total?.toFixed(2) ?? null, currency: item.currency, hasLines: item._count.lines > 0 },
      isFree: item.place === 'INBOX' && item.claimId === null && item.publications.length === 0,
      sheets: documentView(item.documents)?.sheets ?? [],
      leftOut: item.documents.flatMap(({ pages, document }) =>
        leftOut(parseItemPages(pages), document.pageCount).map((page) => ({
          ...{ documentId: document.id, page },
          turn: 0 as const,
        })),
      ),
      files: item.documents.map(({ document }) => ({ documentId: document.id, fileName: document.fileName })),
      merged: item.merged.map((each) => ({ id: each.id, number: each.number, name: nameOf(each) })),
    };
  });
}

/** The papers of one by its number; null when the actor may not see it. */
export async function papersOfNumber(
  scope: BusinessScope,
  workspace: Workspace,
  number: number,
): Promise<ItemPapers | null> {
  const item = await db.item.findFirst({
    where: { ...visibleItems(scope), workspace, number, place: { not: 'CLAIM' } },
    select: { id: true },
  });
  return item ? ((await itemPapers(scope, [item.id]))[0] ?? null) : null;
}

const nameOf = (item: { number: number; contactName: string; documents: { document: { fileName: string } }[] }) =>
  item.contactName || (item.documents[0]?.document.fileName ?? `Item ${item.number}`);

/** Shown at a time; whoever looks for another says more of it. */
const MAX_CANDIDATES = 12;

/** Items that one may be merged with, those of its contact first, by what they are called. */
export async function mergeCandidates(
  scope: BusinessScope,
  { itemId, search }: { itemId: string; search: string },
): Promise<ItemPapers[]> {
  const item = await db.item.findFirst({ where: { ...visibleItems(scope), id: itemId } });
  if (!item) return [];
  const text = search.trim();
  const contains = { contains: text, mode: 'insensitive' } as const;
  const named = [
    { contactName: contains },
    { reference: contains },
    { documents: { some: { document: { fileName: contains } } } },
    ...(/^\d{1,9}$/.test(text) ? [{ number: Number(text) }] : []),
  ];
  const where = {
    AND: [visibleItems(scope), ...(text === '' ? [] : [{ OR: named }])],
    ...isFree,
    ...{ workspace: item.workspace, id: { not: itemId } },
  };
  const query = { orderBy: { number: 'desc' }, take: MAX_CANDIDATES, select: { id: true } } as const;
  const [theirs, others] = await Promise.all([
    item.contactId ? db.item.findMany({ where: { ...where, contactId: item.contactId }, ...query }) : [],
    db.item.findMany({ where, ...query }),
  ]);
  const ids = [...new Set([...theirs, ...others].map(({ id }) => id))].slice(0, MAX_CANDIDATES);
  return itemPapers(scope, ids);
}
