'use client';

import { Eye, EyeOff, SearchX } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { type ReactNode, useCallback, useMemo, useState, useTransition } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { SearchField } from '#components/ui/search-field.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { SelectionBar } from '#components/ui/selection-bar.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Toolbar } from '#components/ui/toolbar.tsx';
import { typedSearch } from '#components/ui/typed-search.ts';
import { useKeys } from '#components/ui/use-keys.ts';
import { usePages } from '#components/ui/use-pages.ts';
import type { Result } from '#lib/domain/result.ts';
import type { EntryPage, FilterCounts, FilterName, ListQuery } from '#lib/lists/browse/browse.ts';
import { EntriesMenu } from './entries-menu.tsx';
import { filterChoices, foundBy, type ListFilter } from './list-filter.ts';
import { listSearchParams, listUrlKeys } from './list-search-params.ts';
import type { Visibility } from './use-visibility.ts';

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
  filters?: readonly ListFilter[];
  /** Of a list whose entries may be hidden: several can be selected and hidden at once. */
  visibility?: Visibility;
  /** Where a row leads. */
  href?: (row: Row) => string;
  /** What opening a row does when it leads nowhere. */
  onOpen?: (row: Row) => void;
  /** Buttons or a menu at the end of the row. */
  actions?: (row: Row) => ReactNode;
  actionsWidth?: string;
  minWidth?: string;
  className?: string;
};

/** As many as the server gives at once. */
const MAX_ROWS = 10_000;

type Entry = { id: string; name: string; isArchived: boolean };

const noFilters: readonly ListFilter[] = [];

/** A list with its search, its filters, its order and its archived entries, all kept in the address. */
export function ListTable<Row extends Entry>({
  noun,
  columns,
  first,
  query,
  load,
  empty,
  filters = noFilters,
  visibility,
  className,
  ...table
}: ListTableProps<Row>) {
  const [isAsking, startAsking] = useTransition();
  const [state, setState] = useQueryStates(listSearchParams, {
    urlKeys: listUrlKeys,
    shallow: false,
    // Each choice is a step that *Back* takes back.
    history: 'push',
    startTransition: startAsking,
  });
  const loadPage = useCallback((part: Partial<ListQuery>) => load({ ...query, ...part }), [load, query]);
  const question = JSON.stringify(query);
  const { rows, hasMore, loadMore } = usePages(first, question, loadPage, MAX_ROWS);
  const sort = useMemo(() => ({ column: query.sort, direction: query.direction }), [query.sort, query.direction]);
  const total = first.total ?? rows.length;
  const choose = useSelection(rows, question, visibility?.mayChange ? visibility : undefined, query);
  const chosenFilter = filters.find(({ name }) => query.filters[name] !== undefined);
  const isFiltered = query.search !== '' || chosenFilter !== undefined;
  const setFilter = (name: FilterName, value: string) => setState({ [name]: value || null });
  const count = choose.isAll ? total : choose.selected.length;

  return (
    <>
      <Toolbar className={className}>
        {choose.selected.length > 0 ? (
          <SelectionBar count={count} rowCount={rows.length} onSelectAll={choose.selectRows} onClear={choose.clear}>
            {hasMore && choose.selected.length === rows.length && !choose.isAll && (
              <Button variant="quiet" onPress={choose.selectAll}>
                Select all <ShownNumber value={total} />
              </Button>
            )}
            <Button icon={<Eye aria-hidden="true" size={14} />} onPress={() => void choose.act(true)}>
              Show
            </Button>
            <Button icon={<EyeOff aria-hidden="true" size={14} />} onPress={() => void choose.act(false)}>
              Hide
            </Button>
          </SelectionBar>
        ) : (
          <>
            <SearchField
              label={`Search ${noun.many}`}
              placeholder="Search"
              value={state.search}
              onChange={(search) => setState(...typedSearch(search))}
              // Beside a row of choices there is room for less.
              className={cx(
                filters.some(({ choices }) => choices.length > 1) ? 'w-48' : 'w-72',
                '@max-2xl:w-auto @max-2xl:min-w-0 @max-2xl:flex-1',
              )}
            />
            {filters.map((filter) => (
              <FilterControl
                key={filter.name}
                filter={filter}
                counts={first.counts}
                value={state[filter.name]}
                onChange={(value) => setFilter(filter.name, value)}
              />
            ))}
            <Switch
              isSelected={state.archived}
              onChange={(archived) => setState({ archived })}
              className="ml-1 items-center @max-2xl:hidden"
            >
              Archived
            </Switch>
            <div className="hidden @max-2xl:block">
              <EntriesMenu
                filters={filters}
                counts={first.counts}
                chosen={{ kind: state.kind, show: state.show }}
                onFilter={setFilter}
                showsArchived={state.archived}
                onArchived={(archived) => setState({ archived })}
                sorts={columns.filter(({ isSortable }) => isSortable)}
                sort={sort}
                onSort={({ column, direction }) => setState({ sort: column, direction })}
              />
            </div>
            <p role="status" className="ml-auto text-xs text-muted tabular-nums @max-2xl:sr-only">
              <ShownNumber value={total} /> {total === 1 ? noun.one : noun.many}
              {isFiltered && ' found'}
            </p>
          </>
        )}
      </Toolbar>
      <Table
        {...table}
        label={noun.many}
        columns={columns}
        rows={rows}
        rowKey={idOf}
        rowLabel={nameOf}
        isQuiet={isArchived}
        sort={sort}
        onSort={({ column, direction }) => setState({ sort: column, direction })}
        {...(visibility?.mayChange && { selection: choose.selection, onSelectionChange: choose.select })}
        hasMore={hasMore}
        onLoadMore={loadMore}
        className={isAsking ? 'opacity-60 transition-opacity delay-150' : undefined}
        empty={
          isFiltered ? (
            <EmptyState
              icon={<SearchX />}
              title={query.search === '' ? `No such ${noun.many}` : `Nothing matches “${query.search}”`}
              action={
                <Button onPress={() => setState({ search: null, kind: null, show: null })}>
                  {chosenFilter ? 'Show all' : 'Clear search'}
                </Button>
              }
            >
              {query.showArchived ? 'Archived entries were searched too.' : 'Archived entries were not searched.'}
            </EmptyState>
          ) : (
            empty
          )
        }
      />
    </>
  );
}

/** One choice is switched on and off; of several one holds. */
function FilterControl({
  filter,
  counts,
  value,
  onChange,
}: {
  filter: ListFilter;
  counts: FilterCounts | undefined;
  value: string;
  onChange: (value: string) => void;
}) {
  const { numbers } = useFormats();
  const [only] = filter.choices;
  if (only && filter.choices.length === 1) {
    return (
      <Switch
        isSelected={value === only.value}
        onChange={(isOn) => onChange(isOn ? only.value : '')}
        className="ml-1 items-center @max-2xl:hidden"
      >
        {only.label}{' '}
        <span className="text-xs text-muted tabular-nums">{foundBy(filter, only.value, counts, numbers)}</span>
      </Switch>
    );
  }
  return (
    <SegmentedControl
      label={filter.label}
      labelPlacement="hidden"
      choices={filterChoices(filter, counts, numbers)}
      value={value}
      onChange={onChange}
      className="@max-2xl:hidden"
    />
  );
}

/** Which entries are selected, among those loaded or all that match, and what is done with them. */
function useSelection<Row extends Entry>(
  rows: readonly Row[],
  question: string,
  visibility: Visibility | undefined,
  { search, showArchived, filters }: ListQuery,
) {
  const [chosen, setChosen] = useState({ question, keys: none, isAll: false });
  // Of another question, other entries.
  const { keys, isAll } = chosen.question === question ? chosen : { keys: none, isAll: false };
  const selected = useMemo(() => rows.filter(({ id }) => keys.has(id)), [rows, keys]);
  const select = useCallback((keys: ReadonlySet<string>) => setChosen({ question, keys, isAll: false }), [question]);
  const clear = () => {
    select(none);
    // What acted on the selection goes, and the focus would go with it.
    focusRows();
  };
  const act = async (isVisible: boolean) => {
    const entries = isAll ? { matching: { search, showArchived, filters } } : { ids: selected.map(({ id }) => id) };
    if (await visibility?.changeAll(entries, isVisible)) clear();
  };
  const isAny = selected.length > 0;
  useKeys({
    j: focusRows,
    k: focusRows,
    v: isAny ? () => void act(true) : undefined,
    h: isAny ? () => void act(false) : undefined,
  });
  return {
    selection: keys,
    selected,
    isAll,
    select,
    clear,
    act,
    selectRows: () => select(new Set(rows.map(idOf))),
    selectAll: () => setChosen({ question, keys, isAll: true }),
  };
}

/** Into the list, where the table itself goes on by the same keys. */
function focusRows() {
  document.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus();
}

const none: ReadonlySet<string> = new Set();
const idOf = (row: { id: string }) => row.id;
const nameOf = (row: Entry) => row.name;
const isArchived = (row: Entry) => row.isArchived;
