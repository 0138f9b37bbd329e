import { type ItemPage, type ItemPages, keptPages, shownPages } from './item-pages.ts';

/** What an item shows of one document. An item has each document once, with any of its pages. */
export type ShownDocument = { documentId: string; pages: ItemPages };

/** The documents that an item had of its own before others were merged into it, in their order. */
export type MergedOver = readonly ShownDocument[];

/** How many pages each document has. */
export type PageCounts = ReadonlyMap<string, number>;

type Listed = { documentId: string; pages: ItemPage[] };

const listed = (documents: readonly ShownDocument[], counts: PageCounts): Listed[] =>
  documents.map(({ documentId, pages }) => ({
    documentId,
    pages: [...shownPages(pages, counts.get(documentId) ?? 1)],
  }));

const kept = (documents: readonly Listed[], counts: PageCounts): ShownDocument[] =>
  documents.flatMap(({ documentId, pages }) =>
    pages.length === 0 ? [] : { documentId, pages: keptPages(pages, counts.get(documentId) ?? 1) },
  );

/**
 * The documents of several items as those of one, in this order. What two show of the same document comes together, and a
 * page that two have stands as `lead` has it.
 */
export function mergedDocuments(
  items: readonly (readonly ShownDocument[])[],
  { lead, counts }: { lead: readonly ShownDocument[]; counts: PageCounts },
): ShownDocument[] {
  const leading = listed(lead, counts);
  const merged: Listed[] = [];
  for (const { documentId, pages } of items.flatMap((documents) => listed(documents, counts))) {
    const own = leading.find((each) => each.documentId === documentId)?.pages ?? [];
    const asLed = pages.map((shown) => own.find(({ page }) => page === shown.page) ?? shown);
    const same = merged.find((each) => each.documentId === documentId);
    if (!same) merged.push({ documentId, pages: asLed });
    else same.pages.push(...asLed.filter(({ page }) => !same.pages.some((each) => each.page === page)));
  }
  return kept(merged, counts);
}

/**
 * What is left of an item's documents when one that was merged into it goes its own way again: without the pages that came
 * with that one alone. `over` is what the item had of its own, `others` what is still merged into it. Where nothing was done
 * to the pages since, it is again what it was.
 */
export function unmergedDocuments(
  current: readonly ShownDocument[],
  gone: readonly ShownDocument[],
  { over, others, counts }: { over: MergedOver; others: readonly (readonly ShownDocument[])[]; counts: PageCounts },
): ShownDocument[] {
  const keysOf = (documents: readonly ShownDocument[]) =>
    listed(documents, counts).flatMap(({ documentId, pages }) => pages.map(({ page }) => `${documentId} ${page}`));
  const stays = new Set([over, ...others].flatMap(keysOf));
  const goes = new Set(keysOf(gone).filter((key) => !stays.has(key)));
  const left = listed(current, counts).map(({ documentId, pages }) => ({
    documentId,
    pages: pages.filter(({ page }) => !goes.has(`${documentId} ${page}`)),
  }));
  if (others.length > 0) return kept(left, counts);
  // The last has gone: what was its own comes back as it was, unless somebody has turned or taken out pages since.
  const turnsOf = (documents: readonly Listed[]) =>
    documents.flatMap(({ documentId, pages }) => pages.map(({ page, turn }) => `${documentId} ${page} ${turn}`)).sort();
  const own = listed(over, counts);
  const isAsItWas = turnsOf(left).join() === turnsOf(own).join();
  const isEmpty = left.every(({ pages }) => pages.length === 0);
  return kept(isAsItWas || isEmpty ? own : left, counts);
}
