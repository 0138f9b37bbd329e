import { createParser, debounce, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { parseAsSearch } from '#components/ui/parse-as-search.ts';
import {
  archiveSorts,
  type ItemFilterName,
  type ItemSort,
  inboxFilters,
  inboxSorts,
  itemFilterNames,
} from '#lib/domain/inbox-choices.ts';

/** Typing changes the address, and asks the server, when it pauses. */
const TYPING_PAUSE_MS = 200;

/** What a list is ordered by. In addresses that were kept from before, the order by contact has another word. */
export function parseAsSort<S extends ItemSort>(sorts: readonly S[]) {
  return createParser<S>({
    parse(word) {
      const wanted = word === 'supplier' ? 'contact' : word;
      return sorts.find((sort) => sort === wanted) ?? null;
    },
    serialize: String,
  });
}

/** Each filter as the address says it; the server makes of it what it can. */
const filterParams = Object.fromEntries(itemFilterNames.map((name) => [name, parseAsString])) as Record<
  ItemFilterName,
  typeof parseAsString
>;

/** No filter at all. */
export const noFilters = Object.fromEntries(itemFilterNames.map((name) => [name, null])) as Record<
  ItemFilterName,
  null
>;

/** What the address of the inbox says: shareable, and kept by Back and Reload. */
export const inboxSearchParams = {
  search: parseAsSearch.withDefault('').withOptions({ limitUrlUpdates: debounce(TYPING_PAUSE_MS) }),
  filter: parseAsStringLiteral(inboxFilters).withDefault('all'),
  ...filterParams,
  /** The id of the saved view that is looked at; `all` for none. */
  view: parseAsString,
  sort: parseAsSort(inboxSorts).withDefault('added'),
  isDescending: parseAsBoolean.withDefault(true),
};

/** The same of the archive. */
export const archiveSearchParams = {
  search: inboxSearchParams.search,
  ...filterParams,
  view: parseAsString,
  sort: parseAsSort(archiveSorts).withDefault('archived'),
  isDescending: inboxSearchParams.isDescending,
};

export const inboxUrlKeys = { search: 'q', filter: 'show', isDescending: 'desc' } as const;
