'use client';

import { SearchX } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { type ReactNode, useCallback, useMemo, useTransition } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Option } from '#components/ui/options.ts';
import { Toolbar } from '#components/ui/page-header.tsx';
import { SearchField } from '#components/ui/search-field.tsx';
import { Select } from '#components/ui/select.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { usePages } from '#components/ui/use-pages.ts';
import type { Result } from '#lib/domain/result.ts';
import type { EntryPage, ListQuery } from '#lib/lists/browse/browse.ts';
import { listSearchParams, listUrlKeys } from './list-search-params.ts';

export type ListTableProps<Row> = {
  /** What its entries are called, in lower case: `{ one: 'category', many: 'categories' }`. */
  noun: { one: string; many: string };
  columns: readonly Column<Row>[];
  first: EntryPage<Row>;
  /** What `first` answers. */
  query: ListQuery;
  load: (query: ListQuery) => Promise<Result<EntryPage<Row>>>;
  /** Shown when there is nothing at all to search in. */
  empty: ReactNode;
  /** What can be shown alone, in place of *Show archived*. The list says what each means. */
  shows?: readonly (Option & { id: string })[];
  /** Where a row leads. */
  href?: (row: Row) => string;
  minWidth?: string;
  className?: string;
};

/** As many as the server gives at once. */
const MAX_ROWS = 10_000;

type Entry = { id: string; name: string; isArchived: boolean };

/** A list with its search, its order and its archived entries, all kept in the address. */
export function ListTable<Row extends Entry>({
  noun,
  columns,
  first,
  query,
  load,
  empty,
  shows,
  href,
  minWidth,
  className,
}: ListTableProps<Row>) {
  const [isAsking, startAsking] = useTransition();
  const [state, setState] = useQueryStates(listSearchParams, {
    urlKeys: listUrlKeys,
    shallow: false,
    startTransition: startAsking,
  });
  const loadPage = useCallback((part: Partial<ListQuery>) => load({ ...query, ...part }), [load, query]);
  const { rows, hasMore, loadMore } = usePages(first, JSON.stringify(query), loadPage, MAX_ROWS);
  const sort = useMemo(() => ({ column: query.sort, direction: query.direction }), [query.sort, query.direction]);
  const total = first.total ?? rows.length;
  const isFiltered = query.search !== '' || query.show !== '';

  return (
    <>
      <Toolbar className={className}>
        <SearchField
          label={`Search ${noun.many}`}
          value={state.search}
          onChange={(search) => setState({ search: search || null })}
          className="w-72 @max-2xl:w-auto @max-2xl:min-w-0 @max-2xl:flex-1"
        />
        {shows ? (
          <Select
            label={`Which ${noun.many}`}
            labelPlacement="hidden"
            value={state.show}
            options={[{ id: '', label: `All ${noun.many}` }, ...shows]}
            onChange={(show) => setState({ show: show || null })}
            className="w-48 @max-2xl:w-36"
          />
        ) : (
          <Switch
            isSelected={state.archived}
            onChange={(archived) => setState({ archived })}
            className="ml-1 items-center"
          >
            Show archived
          </Switch>
        )}
        <p role="status" className="ml-auto text-xs text-muted tabular-nums @max-2xl:sr-only">
          {total.toLocaleString('en-GB')} {total === 1 ? noun.one : noun.many}
          {isFiltered && ' found'}
        </p>
      </Toolbar>
      <Table
        label={noun.many}
        columns={columns}
        rows={rows}
        rowKey={idOf}
        rowLabel={nameOf}
        isQuiet={isArchived}
        sort={sort}
        onSort={({ column, direction }) => setState({ sort: column, direction })}
        hasMore={hasMore}
        onLoadMore={loadMore}
        href={href}
        minWidth={minWidth}
        className={isAsking ? 'opacity-60 transition-opacity delay-150' : undefined}
        empty={
          isFiltered ? (
            <EmptyState
              icon={<SearchX />}
              title={query.search === '' ? `No ${noun.many} like this` : `Nothing matches “${query.search}”`}
              action={<Button onPress={() => setState({ search: null, show: null })}>Show all {noun.many}</Button>}
            >
              {shows
                ? null
                : query.showArchived
                  ? 'Archived entries were searched too.'
                  : 'Archived entries were not searched.'}
            </EmptyState>
          ) : (
            empty
          )
        }
      />
    </>
  );
}

const idOf = (row: Entry) => row.id;
const nameOf = (row: Entry) => row.name;
const isArchived = (row: Entry) => row.isArchived;
