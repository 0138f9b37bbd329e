'use client';

import type { useQueryStates } from 'nuqs';
import { useFormats } from '#components/ui/formats.tsx';
import { SearchField } from '#components/ui/search-field.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import type { OwnerChoice } from '#lib/coding/owners.ts';
import type { ItemFlag } from '#lib/domain/flag.ts';
import { countText, type InboxCounts, type InboxFilter, inboxFilters, inboxSorts } from '#lib/domain/inbox-choices.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { capitalised, contactWords } from '#lib/domain/words.ts';
import type { InboxQuery } from '#lib/inbox/inbox-query.ts';
import { countWords } from './count-words.ts';
import type { inboxSearchParams } from './inbox-search-params.ts';
import { ListMenu } from './list-menu.tsx';
import { MarkFilter } from './mark-filter.tsx';
import { OwnerFilterField, ownerItems } from './owner-filter.tsx';

type Address = ReturnType<typeof useQueryStates<typeof inboxSearchParams>>;

const filterNames: Record<InboxFilter, string> = {
  all: 'All',
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
  owners,
  flags,
  isAsked,
  mayEdit,
}: {
  workspace: Workspace;
  query: InboxQuery;
  address: Address;
  counts: InboxCounts | null;
  owners: readonly OwnerChoice[];
  flags: readonly ItemFlag[];
  /** Something is searched for. */
  isAsked: boolean;
  mayEdit: boolean;
}) {
  const { numbers } = useFormats();
  const isFailed = query.filter === 'refused';
  // What stays here published is seldom, and nothing is to be done about it. What failed has a tab of its own.
  const shownFilters = inboxFilters.filter(
    (each) =>
      (each === 'refused') === isFailed && (each !== 'published' || each === state.filter || (counts?.[each] ?? 1) > 0),
  );
  const filters = shownFilters.map((filter) => ({
    value: filter,
    label: filterNames[filter],
    ...(counts && { count: countText(counts[filter], numbers) }),
  }));
  const setOwner = (owner: string | null) => setState({ owner });
  return (
    <>
      <SearchField
        label="Search the inbox"
        placeholder={`${capitalised(contactWords[workspace].one)}, reference, number…`}
        value={state.search}
        onChange={(search) => setState({ search: search || null })}
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
      {mayEdit && <OwnerFilterField value={query.owner} owners={owners} onChange={setOwner} />}
      <MarkFilter flags={flags} flag={query.flag} unread={query.unread} onChange={setState} />
      <div className="hidden @max-2xl:block">
        <ListMenu
          filters={(isFailed ? [] : filters).map(({ value, ...filter }) => ({
            ...filter,
            isCurrent: value === state.filter,
            onChoose: () => setState({ filter: value }),
          }))}
          owners={mayEdit ? ownerItems(owners, query.owner, setOwner) : []}
          sorts={inboxSorts}
          sort={query.sort}
          isDescending={query.isDescending}
          onSort={(sort, isDescending) => setState({ sort, isDescending })}
        />
      </div>
      <p role="status" className="ml-auto text-xs text-muted tabular-nums @max-2xl:sr-only">
        {countWords(counts?.[query.filter] ?? null, isAsked, numbers)}
      </p>
    </>
  );
}
