import type { loadListSearchParams } from '#components/lists/load-list-params.ts';
import { type ListQuery, listQuery } from '#lib/lists/browse/browse.ts';

const LONGEST_WORD = 40;

/** What an address asks of a list whose own order is this. */
export function listQueryOfAddress(
  asked: Awaited<ReturnType<typeof loadListSearchParams>>,
  ownSort: string,
): ListQuery {
  const word = (text: string) => text.slice(0, LONGEST_WORD);
  return listQuery.parse({
    search: asked.search,
    showArchived: asked.archived,
    filters: { kind: word(asked.kind) || undefined, show: word(asked.show) || undefined },
    sort: word(asked.sort) || ownSort,
    direction: asked.direction,
  });
}

/** Whether all there is in a list is asked for, save what is archived. */
export const isUnfiltered = ({ search, filters }: ListQuery): boolean =>
  search === '' && Object.values(filters).every((value) => value === undefined);
