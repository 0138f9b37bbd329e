import { createLoader, debounce, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { inboxFilters, inboxSorts } from '#lib/domain/inbox.ts';

/** Typing changes the address, and asks the server, when it pauses. */
const TYPING_PAUSE_MS = 200;

/** What the address of the inbox says: shareable, and kept by Back and Reload. */
export const inboxSearchParams = {
  search: parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(TYPING_PAUSE_MS) }),
  filter: parseAsStringLiteral(inboxFilters).withDefault('all'),
  sort: parseAsStringLiteral(inboxSorts).withDefault('added'),
  isDescending: parseAsBoolean.withDefault(true),
};

export const inboxUrlKeys = { search: 'q', filter: 'show', isDescending: 'desc' } as const;

export const loadInboxSearchParams = createLoader(inboxSearchParams, { urlKeys: inboxUrlKeys });
