'use client';

import type { useQueryStates } from 'nuqs';
import type { ReactNode } from 'react';
import { useFormats } from '#components/ui/formats.tsx';
import { SearchField } from '#components/ui/search-field.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { typedSearch } from '#components/ui/typed-search.ts';
import { countText, type InboxCounts, type InboxFilter, inboxFilters, inboxSorts } from '#lib/domain/inbox-choices.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { capitalised, contactWords } from '#lib/domain/words.ts';
import type { InboxQuery } from '#lib/inbox/inbox-query.ts';
import { countWords } from './count-words.ts';
import { FilterBar, type Filtering } from './filter-bar.tsx';
import { type inboxSearchParams, noFilters } from './inbox-search-params.ts';
import { ListMenu } from './list-menu.tsx';
import { type LoadTotals, ViewTotals } from './view-totals.tsx';

type Address = ReturnType<typeof useQueryStates<typeof inboxSearchParams>>;

const filterNames: Record<InboxFilter, string> = {
  all: 'All',
  processing: 'Processing',
  toReview: 'To review',
  ready: 'Ready',
  refused: 'Failed',
  waiting: 'Waiting',
  published: 'Published',
};

/** What of the inbox is shown, and how much that is. */
export function InboxFilters({
  workspace,
  query,
  address: [state, setState],
  counts,
  filtering,
  totals,
  view,
  views,
  isAsked,
  mayEdit,
}: {
  workspace: Workspace;
  query: InboxQuery;
  address: Address;
  counts: InboxCounts | null;
  filtering: Filtering;
  totals: LoadTotals;
  /** How the list is looked at. */
  view: ReactNode;
  /** To other ways of looking that were kept. */
  views: ReactNode;
  /** Something is searched for. */
  isAsked: boolean;
  mayEdit: boolean;
}) {
  const { numbers } = useFormats();
  const isFailed = query.filter === 'refused';
  // What stays here published or is being read is seldom, and nothing is to be done about it. What failed has a tab of its own.
  const isSeldom = (each: InboxFilter) => each === 'published' || each === 'processing';
  const shownFilters = inboxFilters.filter(
    (each) =>
      (each === 'refused') === isFailed && (!isSeldom(each) || each === state.filter || (counts?.[each] ?? 0) > 0),
  );
  const filters = shownFilters.map((filter) => ({
    value: filter,
    label: filterNames[filter],
    ...(counts && { count: countText(counts[filter], numbers) }),
  }));
  return (
    <>
      <SearchField
        label="Search the inbox"
        placeholder={`${capitalised(contactWords[workspace].one)}, reference, number…`}
        value={state.search}
        onChange={(search) => setState(...typedSearch(search))}
        className="w-72 @max-2xl:w-auto @max-2xl:min-w-0 @max-2xl:flex-1"
      />
      {!isFailed && (
        <SegmentedControl
          label="Show"
          labelPlacement="hidden"
          choices={filters}
          value={state.filter}
          onChange={(filter) => setState({ filter })}
          className="@max-2xl:hidden"
        />
      )}
      {views}
      <FilterBar
        {...{ workspace, ...filtering }}
        seesAll={mayEdit}
        onChange={setState}
        onClear={() => setState(noFilters)}
      />
      <div className="hidden @max-2xl:block">
        <ListMenu
          filters={(isFailed ? [] : filters).map(({ value, ...filter }) => ({
            ...filter,
            isCurrent: value === state.filter,
            onChoose: () => setState({ filter: value }),
          }))}
          sorts={inboxSorts}
          sort={query.sort}
          isDescending={query.isDescending}
          onSort={(sort, isDescending) => setState({ sort, isDescending })}
        />
      </div>
      <ViewTotals
        list={{ workspace, from: 'inbox', filter: query.filter, search: query.search, where: query.where }}
        load={totals}
      />
      {view}
      <p role="status" className="order-1 ml-auto text-xs text-muted tabular-nums @max-2xl:sr-only">
        {countWords(counts?.[query.filter] ?? null, isAsked, numbers)}
      </p>
    </>
  );
}
