import type { ItemStatus } from './item-status.ts';
import { type WrittenForm, writeCount } from './number-form.ts';

/** What the inbox can be ordered by: when an item was added, or a heading of the table. */
export const inboxSorts = ['added', 'date', 'due', 'contact', 'category', 'total', 'tax', 'status'] as const;
export type InboxSort = (typeof inboxSorts)[number];

/** The same of the archive. */
export const archiveSorts = ['archived', 'date', 'due', 'contact', 'category', 'total', 'tax'] as const;
export type ArchiveSort = (typeof archiveSorts)[number];

export type ItemSort = InboxSort | ArchiveSort;
export const itemSorts = [...new Set<ItemSort>([...inboxSorts, ...archiveSorts])] as const;

/** Which of the inbox's items can be shown. */
export const inboxFilters = ['all', 'processing', 'toReview', 'ready', 'refused', 'waiting', 'published'] as const;
export type InboxFilter = (typeof inboxFilters)[number];

/** The status that a filter asks for. */
export const statusOfFilter: Record<InboxFilter, ItemStatus | null> = {
  all: null,
  processing: 'PROCESSING',
  toReview: 'TO_REVIEW',
  ready: 'READY',
  refused: 'REFUSED',
  waiting: 'WAITING',
  published: 'PUBLISHED',
};

/** What items can be filtered by, as addresses call it: what each takes is in `item-filters.ts`. */
export const itemFilterNames = [
  'type',
  'contact',
  'reference',
  'description',
  'date',
  'due',
  'category',
  'taxRate',
  'tracking1',
  'tracking2',
  'product',
  'rebill',
  'lines',
  'publishTo',
  'publishAs',
  'total',
  'net',
  'tax',
  'taxMode',
  'currency',
  'paid',
  'method',
  'owner',
  'submitter',
  'added',
  'flag',
  'unread',
  'problem',
  'cause',
  'duplicate',
  'auto',
  'exported',
  'claim',
  'books',
] as const;
export type ItemFilterName = (typeof itemFilterNames)[number];

/** What a list is filtered by, each as an address says it (`filter-values.ts`); all of them hold together. */
export type ItemFilters = Partial<Record<ItemFilterName, string>>;

/** How many items of the inbox each filter shows; what is over `MAX_INBOX_COUNT` is only known to be more. */
export type InboxCounts = Record<InboxFilter, number>;

/** More items are not counted: nobody works by the last digits of such a number, and each page would read them all. */
export const MAX_INBOX_COUNT = 10_000;

/** A count as it is shown beside what it counts: `9,999`, or `10,000+` where there are more than are counted. */
export function countText(count: number, numbers: WrittenForm): string {
  const shown = writeCount(Math.min(count, MAX_INBOX_COUNT), numbers);
  return count > MAX_INBOX_COUNT ? `${shown}+` : shown;
}

/** The lists that items are opened from. */
export const listPlaces = ['inbox', 'archive'] as const;
export type ListPlaceName = (typeof listPlaces)[number];

/** The order in which a list is shown at first: the newest first. */
export const firstSort: Record<ListPlaceName, ItemSort> = { inbox: 'added', archive: 'archived' };

/** Rows that a list of items may hold when it is asked for all of them anew. */
export const MAX_ROWS = 500;

/** More matches of a search are not counted: to look at them all would cost more than the number is worth. */
export const MAX_COUNTED = 1_000;
