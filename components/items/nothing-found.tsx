import { SearchX } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { InboxFilter } from '#lib/domain/inbox-choices.ts';
import type { ShownFilter } from '#lib/inbox/shown-filters.ts';
import { ShowAll } from './show-all.tsx';

const titles: Record<InboxFilter, string> = {
  all: 'Nothing here',
  processing: 'Nothing is being read',
  toReview: 'Nothing left to review',
  ready: 'Nothing is ready yet',
  refused: 'Nothing has failed',
  waiting: 'Nothing is waiting to be published',
  published: 'Nothing that is published is here',
};

/** Where a search or filters leave no row: which they are, and the way back to all. */
export function NothingFound({
  search,
  filter = 'all',
  filters,
}: {
  search: string;
  filter?: InboxFilter;
  filters: readonly ShownFilter[];
}) {
  const isFiltered = filters.length > 0;
  return (
    <EmptyState
      icon={<SearchX />}
      title={search ? `Nothing matches “${search}”` : isFiltered ? 'Nothing matches the filters' : titles[filter]}
      action={
        <>
          {isFiltered && search && <ShowAll of="filters" />}
          <ShowAll of="everything" />
        </>
      }
    >
      {isFiltered && (
        <>
          Only what has {filters.map(({ label, text }) => `${label} ${text}`).join(', and ')} is shown
          {filters.length > 1 ? ': all of them hold together.' : '.'}
        </>
      )}
    </EmptyState>
  );
}
