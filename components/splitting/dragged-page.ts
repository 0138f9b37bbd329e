/** What a page is while it is dragged; nothing outside of this page of ours takes it. */
export const PAGE_TYPE = 'application/x-intray-page';

/** The page that is dropped, or null where it is something else. */
export function draggedPage(transfer: DataTransfer): number | null {
  const page = Number(transfer.getData(PAGE_TYPE));
  return Number.isInteger(page) && page > 0 ? page : null;
}
