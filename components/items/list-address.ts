import { createLoader, createSerializer, type LoaderInput, parseAsStringLiteral } from 'nuqs/server';
import {
  firstSort,
  type ItemFilterName,
  type ItemFilters,
  itemFilterNames,
  itemSorts,
  listPlaces,
} from '#lib/domain/inbox-choices.ts';
import { archivePath, inboxPath, type Workspace } from '#lib/domain/paths.ts';
import type { ListPlace } from '#lib/inbox/inbox-query.ts';
import { archiveSearchParams, inboxSearchParams, inboxUrlKeys, parseAsSort } from './inbox-search-params.ts';

/* Addresses of lists, read and written by the server: what a list begins with in a browser needs neither. */

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
const loadInboxAddress = createLoader(inboxSearchParams, { urlKeys: inboxUrlKeys });
const loadArchiveAddress = createLoader(archiveSearchParams, { urlKeys: inboxUrlKeys });

export const loadInboxSearchParams = async (address: Address) => apart(loadInboxAddress(await address));
export const loadArchiveSearchParams = async (address: Address) => apart(loadArchiveAddress(await address));

const listPlaceParams = {
  ...inboxSearchParams,
  sort: parseAsSort(itemSorts),
  from: parseAsStringLiteral(listPlaces).withDefault('inbox'),
};

/** What the address of an item says: the list it was opened from, so that previous and next follow it. */
const loadItemAddress = createLoader(listPlaceParams, { urlKeys: inboxUrlKeys });
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
