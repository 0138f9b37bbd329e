import {
  createLoader,
  createParser,
  createSerializer,
  debounce,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { parseAsSearch } from '#components/ui/parse-as-search.ts';
import {
  archiveSorts,
  booksFilters,
  firstSort,
  type ItemSort,
  inboxFilters,
  inboxSorts,
  itemSorts,
  listPlaces,
} from '#lib/domain/inbox-choices.ts';
import type { ListPlace } from '#lib/inbox/inbox-query.ts';

/** Typing changes the address, and asks the server, when it pauses. */
const TYPING_PAUSE_MS = 200;

/** What a list is ordered by. In addresses that were kept from before, the order by contact has another word. */
function parseAsSort<S extends ItemSort>(sorts: readonly S[]) {
  return createParser<S>({
    parse(word) {
      const wanted = word === 'supplier' ? 'contact' : word;
      return sorts.find((sort) => sort === wanted) ?? null;
    },
    serialize: String,
  });
}

/** What the address of the inbox says: shareable, and kept by Back and Reload. */
export const inboxSearchParams = {
  search: parseAsSearch.withDefault('').withOptions({ limitUrlUpdates: debounce(TYPING_PAUSE_MS) }),
  filter: parseAsStringLiteral(inboxFilters).withDefault('all'),
  /** `me`, `nobody` or an owner's id; the server makes of it what it can. */
  owner: parseAsString,
  /** `any` or a flag's id. */
  flag: parseAsString,
  unread: parseAsBoolean.withDefault(false),
  sort: parseAsSort(inboxSorts).withDefault('added'),
  isDescending: parseAsBoolean.withDefault(true),
};

/** The same of the archive. */
export const archiveSearchParams = {
  search: inboxSearchParams.search,
  owner: inboxSearchParams.owner,
  books: parseAsStringLiteral(booksFilters),
  sort: parseAsSort(archiveSorts).withDefault('archived'),
  isDescending: inboxSearchParams.isDescending,
};

export const inboxUrlKeys = { search: 'q', filter: 'show', isDescending: 'desc' } as const;

export const loadInboxSearchParams = /* @__PURE__ */ createLoader(inboxSearchParams, { urlKeys: inboxUrlKeys });
export const loadArchiveSearchParams = /* @__PURE__ */ createLoader(archiveSearchParams, { urlKeys: inboxUrlKeys });

const listPlaceParams = {
  ...inboxSearchParams,
  books: archiveSearchParams.books,
  sort: parseAsSort(itemSorts),
  from: parseAsStringLiteral(listPlaces).withDefault('inbox'),
};

/** What the address of an item says: the list it was opened from, so that previous and next follow it. */
export const loadListPlace = /* @__PURE__ */ createLoader(listPlaceParams, { urlKeys: inboxUrlKeys });

const serialise = createSerializer(listPlaceParams, { urlKeys: inboxUrlKeys });

/** The same as the end of an item's address; empty for the inbox as it is at first. */
export function listPlace({ from, ...list }: ListPlace): string {
  return serialise({ ...list, from, sort: list.sort === firstSort[from] ? null : list.sort });
}

/** The same as the end of the list's own address. */
export function listAddress(list: ListPlace): string {
  return listPlace({ ...list, from: 'inbox', sort: list.sort === firstSort[list.from] ? firstSort.inbox : list.sort });
}
