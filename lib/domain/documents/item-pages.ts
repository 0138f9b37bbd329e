/** Clockwise, beside how the page came. */
export const turns = [0, 90, 180, 270] as const;
export type Turn = (typeof turns)[number];

/** A page of a document, from 1, as an item shows it. */
export type ItemPage = { page: number; turn: Turn };

/** The pages that an item shows of a document, in their order; null for all of them as they came. */
export type ItemPages = readonly ItemPage[] | null;

/** All pages of a document as they came. */
export const wholePages = (pageCount: number): ItemPage[] =>
  Array.from({ length: pageCount }, (_, index) => ({ page: index + 1, turn: 0 }));

/** What an item shows of a document, page by page. */
export const shownPages = (pages: ItemPages, pageCount: number): readonly ItemPage[] => pages ?? wholePages(pageCount);

/** Whether each of them is a page of the document, none comes twice, and there is one at least. */
export function arePagesOf(pages: readonly ItemPage[], pageCount: number): boolean {
  const isInside = pages.every(({ page }) => Number.isInteger(page) && page >= 1 && page <= pageCount);
  return isInside && pages.length > 0 && new Set(pages.map(({ page }) => page)).size === pages.length;
}

/** As they are kept: null for what is the whole document as it came. */
export function keptPages(pages: readonly ItemPage[], pageCount: number): ItemPages {
  const isWhole = pages.length === pageCount && pages.every(({ page, turn }, at) => page === at + 1 && turn === 0);
  return isWhole ? null : pages.map(({ page, turn }) => ({ page, turn }));
}

/** Turned once more, to the right unless `by` says otherwise. */
export const turnedBy = (turn: Turn, by: Turn = 90): Turn => ((turn + by) % 360) as Turn;

/** Where a page of the document, from 1, is shown, from 0; -1 for one that is not. */
export const shownAt = (pages: ItemPages, page: number): number =>
  pages === null ? page - 1 : pages.findIndex((each) => each.page === page);

/** A rectangle on a page, in parts of its width and height. */
export type PageBox = { left: number; top: number; width: number; height: number };

/** Where a rectangle of the page as it came lies once that is turned. */
export function turnedBox({ left, top, width, height }: PageBox, turn: Turn): PageBox {
  // What reaches the edge may come out beyond it by a rounding.
  const far = (start: number, length: number) => Math.max(0, 1 - start - length);
  switch (turn) {
    case 90:
      return { left: far(top, height), top: left, width: height, height: width };
    case 180:
      return { left: far(left, width), top: far(top, height), width, height };
    case 270:
      return { left: top, top: far(left, width), width: height, height: width };
    default:
      return { left, top, width, height };
  }
}

/** The pages of a document that are left out, in the document's order. */
export function leftOut(pages: ItemPages, pageCount: number): number[] {
  if (pages === null) return [];
  const shown = new Set(pages.map(({ page }) => page));
  return wholePages(pageCount).flatMap(({ page }) => (shown.has(page) ? [] : page));
}
