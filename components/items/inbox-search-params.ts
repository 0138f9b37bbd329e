import {
  createLoader,
  createParser,
  createSerializer,
  debounce,
  type LoaderInput,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { parseAsSearch } from '#components/ui/parse-as-search.ts';
import {
  archiveSorts,
  firstSort,
  type ItemFilterName,
  type ItemFilters,
  type ItemSort,
  inboxFilters,
  inboxSorts,
  itemFilterNames,
  itemSorts,
  listPlaces,
} from '#lib/domain/inbox-choices.ts';
import { archivePath, inboxPath, type Workspace } from '#lib/domain/paths.ts';
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

/** With the filters of an address apart from the rest that it says. */
function apart<Asked extends Record<ItemFilterName, string | null>>(asked: Asked) {
  const where: ItemFilters = {};
  const { ...rest } = asked;
  for (const name of itemFilterNames) {
    const text = asked[name];
    if (text !== null) where[name] = text;
    delete (rest as Partial<Asked>)[name];
  }
  return { ...(rest as Omit<Asked, ItemFilterName>), where };
}

type Address = LoaderInput | Promise<LoaderInput>;
const loadInboxAddress = /* @__PURE__ */ createLoader(inboxSearchParams, { urlKeys: inboxUrlKeys });
const loadArchiveAddress = /* @__PURE__ */ createLoader(archiveSearchParams, { urlKeys: inboxUrlKeys });

export const loadInboxSearchParams = async (address: Address) => apart(loadInboxAddress(await address));
export const loadArchiveSearchParams = async (address: Address) => apart(loadArchiveAddress(await address));

const listPlaceParams = {
  ...inboxSearchParams,
  sort: parseAsSort(itemSorts),
  from: parseAsStringLiteral(listPlaces).withDefault('inbox'),
};

/** What the address of an item says: the list it was opened from, so that previous and next follow it. */
const loadItemAddress = /* @__PURE__ */ createLoader(listPlaceParams, { urlKeys: inboxUrlKeys });
export const loadListPlace = async (address: Address) => apart(loadItemAddress(await address));

const serialise = createSerializer(listPlaceParams, { urlKeys: inboxUrlKeys });

/** The same as the end of an item's address; empty for the inbox as it is at first. */
export function listPlace({ from, where, ...list }: ListPlace): string {
  return serialise({ ...where, ...list, from, sort: list.sort === firstSort[from] ? null : list.sort });
}

/** The same as the end of the list's own address. */
export function listAddress(list: ListPlace): string {
  return listPlace({ ...list, from: 'inbox', sort: list.sort === firstSort[list.from] ? firstSort.inbox : list.sort });
}

/** The address of a saved view: the list as the view has it, and the view's id, by which it is known to be one. */
export function viewAddress(
  slug: string,
  workspace: Workspace,
  { id, place }: { id: string; place: ListPlace },
): string {
  const path = place.from === 'archive' ? archivePath(slug, workspace) : inboxPath(slug, workspace);
  return path + listAddress({ ...place, view: id });
}
