/** What the inbox can be ordered by. */
export const inboxSorts = ['added', 'date', 'supplier', 'total'] as const;
export type InboxSort = (typeof inboxSorts)[number];

/** Which of its items can be shown. */
export const inboxFilters = ['all', 'toReview', 'ready'] as const;
export type InboxFilter = (typeof inboxFilters)[number];

/** The lists that items are opened from. */
export const listPlaces = ['inbox', 'archive'] as const;
