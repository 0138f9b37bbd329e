import type { ItemStatus } from './item-status.ts';
import { type WrittenForm, writeCount } from './number-form.ts';
import type { LifeStatus } from './publication/life.ts';

/** What the inbox can be ordered by: when an item was added, or a heading of the table. */
export const inboxSorts = ['added', 'date', 'contact', 'category', 'total', 'tax', 'status'] as const;
export type InboxSort = (typeof inboxSorts)[number];

/** The same of the archive. */
export const archiveSorts = ['archived', 'date', 'contact', 'category', 'total', 'tax'] as const;
export type ArchiveSort = (typeof archiveSorts)[number];

export type ItemSort = InboxSort | ArchiveSort;
export const itemSorts = [...new Set<ItemSort>([...inboxSorts, ...archiveSorts])] as const;

/** Which of the inbox's items can be shown. */
export const inboxFilters = ['all', 'toReview', 'ready', 'refused', 'waiting', 'published'] as const;
export type InboxFilter = (typeof inboxFilters)[number];

/** The status that a filter asks for. */
export const statusOfFilter: Record<InboxFilter, ItemStatus | null> = {
  all: null,
  toReview: 'TO_REVIEW',
  ready: 'READY',
  refused: 'REFUSED',
  waiting: 'WAITING',
  published: 'PUBLISHED',
};

/** By what became of them in the books, which of the archive's items can be shown; `edited` is what was changed there. */
export const booksFilters = ['draft', 'submitted', 'approved', 'partPaid', 'paid', 'gone', 'edited'] as const;
export type BooksFilter = (typeof booksFilters)[number];

/** What of the books a filter asks for; null where that is no status. */
export const lifeOfFilter: Record<BooksFilter, readonly LifeStatus[] | null> = {
  draft: ['DRAFT'],
  submitted: ['SUBMITTED'],
  approved: ['AUTHORISED'],
  partPaid: ['PART_PAID'],
  paid: ['PAID'],
  gone: ['VOIDED', 'DELETED'],
  edited: null,
};

/** Whose of the inbox's items can be shown: one's own, nobody's, or those of an owner by its id. */
export type OwnerFilter = 'me' | 'nobody' | (string & {});

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
