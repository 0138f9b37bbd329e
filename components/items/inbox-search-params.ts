import {
  createLoader,
  createSerializer,
  debounce,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { inboxFilters, inboxSorts, listPlaces } from '#lib/domain/inbox-choices.ts';

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

const listPlaceParams = { ...inboxSearchParams, from: parseAsStringLiteral(listPlaces).withDefault('inbox') };

/** What the address of an item says: the list it was opened from, so that previous and next follow it. */
export const loadListPlace = createLoader(listPlaceParams, { urlKeys: inboxUrlKeys });

/** The same as the end of an address; empty for the inbox as it is at first. */
export const listPlace = createSerializer(listPlaceParams, { urlKeys: inboxUrlKeys });
