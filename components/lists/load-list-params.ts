import { createLoader } from 'nuqs/server';
import { listSearchParams, listUrlKeys } from './list-search-params.ts';

/** What the address of a list says, read by the server: browsers need none of it. */
export const loadListSearchParams = createLoader(listSearchParams, { urlKeys: listUrlKeys });
