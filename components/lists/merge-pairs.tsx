'use client';

import { ChevronDown, CircleCheck, SearchX } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { useCallback, useMemo, useTransition } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { AsyncComboBox } from '#components/ui/async-combo-box.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import type { Option } from '#components/ui/options.ts';
import { SearchField } from '#components/ui/search-field.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { Toolbar } from '#components/ui/toolbar.tsx';
import { typedSearch } from '#components/ui/typed-search.ts';
import { usePages } from '#components/ui/use-pages.ts';
import type { PairRow, PairsQuery, ShownEntry } from '#lib/coding/merge-lists/browse-pairs.ts';
import { usesText } from '#lib/domain/entry-uses.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { type Confidence, type MergeList, mergeListTitles } from '#lib/domain/merge-lists.ts';
import { type NumberForm, writeCount, writeNumber } from '#lib/domain/number-form.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import { capitalised } from '#lib/domain/words.ts';
import type { EntryPage } from '#lib/lists/browse/browse.ts';
import { NameCell } from './cells.tsx';
import { filterChoices, type ListFilter } from './list-filter.ts';
import { listSearchParams, listUrlKeys } from './list-search-params.ts';

export type PairHandlers = {
  find: (input: { list: MergeList; fromId: string; query: string }) => Promise<Result<ShownEntry[]>>;
  choose: (input: { list: MergeList; fromId: string; toId: string | null }, tab?: string) => Promise<Result<null>>;
  clear: (input: { fromId: string } | { batchId: string }, tab?: string) => Promise<Result<number>>;
  accept: (
    input: { list: MergeList; confidence: Confidence },
    tab?: string,
  ) => Promise<Result<{ accepted: number; batchId: string }>>;
};

type Props = {
  query: PairsQuery;
  first: EntryPage<PairRow>;
  load: (query: PairsQuery) => Promise<Result<EntryPage<PairRow>>>;
  /** The connected books. */
  organisationName: string;
  mayEdit: boolean;
  handlers: PairHandlers;
};

const MAX_ROWS = 10_000;

const decided: ListFilter = {
  name: 'kind',
  label: 'What is decided',
  all: 'All',
  choices: [
    { value: 'undecided', label: 'To decide' },
    { value: 'paired', label: 'Paired' },
    { value: 'skipped', label: 'Skipped' },
  ],
};

const sureness: Record<Confidence, { text: string; tone: 'success' | 'info' | 'neutral' }> = {
  certain: { text: 'Certain', tone: 'success' },
  likely: { text: 'Likely', tone: 'info' },
  possible: { text: 'Possible', tone: 'neutral' },
};

const accepting: readonly { confidence: Confidence; label: string }[] = [
  { confidence: 'certain', label: 'Those that are certain' },
  { confidence: 'likely', label: 'Those that are certain or likely' },
  { confidence: 'possible', label: 'All of them' },
];

const brokeOff = () =>
  failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');

/** The entries of other books on one side, those that take their place on the other. */
export function MergePairs({ query, first, load, organisationName, mayEdit, handlers }: Props) {
  const router = useRouter();
  const { numbers } = useFormats();
  const [isAsking, startAsking] = useTransition();
  const [state, setState] = useQueryStates(listSearchParams, {
    urlKeys: listUrlKeys,
    shallow: false,
    // Each choice is a step that *Back* takes back.
    history: 'push',
    startTransition: startAsking,
  });
  const loadPage = useCallback((part: Partial<PairsQuery>) => load({ ...query, ...part }), [load, query]);
  const { rows, hasMore, loadMore } = usePages(first, JSON.stringify(query), loadPage, MAX_ROWS);
  const { list } = query;
  const noun = mergeListTitles[list].toLowerCase();
  const isFiltered = query.search !== '' || query.filters.kind !== undefined;

  const done = useCallback(
    async <T,>(asked: Promise<Result<T>>): Promise<T | null> => {
      const answer = await asked.catch(brokeOff);
      if (!answer.ok) toast({ title: 'Nothing was changed', description: answer.error.message, tone: 'danger' });
      router.refresh();
      return answer.ok ? answer.value : null;
    },
    [router],
  );
  const choose = useCallback(
    (row: PairRow, toId: string | null) => done(handlers.choose({ list, fromId: row.id, toId }, thisTab())),
    [done, handlers, list],
  );
  const clear = useCallback((row: PairRow) => done(handlers.clear({ fromId: row.id }, thisTab())), [done, handlers]);

  async function accept(confidence: Confidence) {
    const accepted = await done(handlers.accept({ list, confidence }, thisTab()));
    if (!accepted) return;
    const { accepted: count, batchId } = accepted;
    if (count === 0) return toast({ title: 'There is no such suggestion left' });
    toast({
      title: `${writeCount(count, numbers)} ${count === 1 ? 'pair' : 'pairs'} accepted`,
      tone: 'success',
      action: { label: 'Undo', onPress: () => void done(handlers.clear({ batchId }, thisTab())) },
    });
  }

  const columns = useMemo(
    () => columnsOf({ list, organisationName, mayEdit, numbers, find: handlers.find, choose, clear }),
    [list, organisationName, mayEdit, numbers, handlers.find, choose, clear],
  );
  const actions = useCallback(
    (row: PairRow) => <RowActions row={row} list={list} numbers={numbers} choose={choose} clear={clear} />,
    [list, numbers, choose, clear],
  );
  const total = first.total ?? rows.length;

  return (
    <>
      <Toolbar className="pt-3">
        <SearchField
          label={`Search ${noun} of other books`}
          placeholder="Search"
          value={state.search}
          onChange={(search) => setState(...typedSearch(search))}
          className="w-48 @max-2xl:w-full"
        />
        <SegmentedControl
          label={decided.label}
          labelPlacement="hidden"
          choices={filterChoices(decided, first.counts, numbers)}
          value={state.kind}
          onChange={(kind) => setState({ kind: kind || null })}
        />
        <Switch
          isSelected={state.archived}
          onChange={(archived) => setState({ archived })}
          className="ml-1 items-center"
        >
          Unused too
        </Switch>
        <span className="ml-auto flex items-center gap-3 @max-2xl:ml-0">
          <span role="status" className="text-xs text-muted tabular-nums">
            <ShownNumber value={total} /> {total === 1 ? 'entry' : 'entries'}
          </span>
          {mayEdit && (
            <Menu
              label="Accept suggestions"
              trigger={
                <Button>
                  Accept suggestions
                  <ChevronDown aria-hidden="true" size={14} />
                </Button>
              }
            >
              {accepting.map(({ confidence, label }) => (
                <MenuItem key={confidence} onAction={() => void accept(confidence)}>
                  {label}
                </MenuItem>
              ))}
            </Menu>
          )}
        </span>
      </Toolbar>
      <Table
        label={`${mergeListTitles[list]} of other books`}
        columns={columns}
        rows={rows}
        rowKey={idOf}
        rowLabel={nameOf}
        isQuiet={isSkipped}
        {...(mayEdit && { actions })}
        actionsWidth="8.5rem"
        hasMore={hasMore}
        onLoadMore={loadMore}
        minWidth="58rem"
        className={isAsking ? 'opacity-60 transition-opacity delay-150' : undefined}
        empty={
          isFiltered ? (
            <EmptyState
              icon={<SearchX />}
              title={query.search === '' ? 'None of these' : `Nothing matches “${query.search}”`}
              action={<Button onPress={() => setState({ search: null, kind: null })}>Show all</Button>}
            />
          ) : (
            <EmptyState icon={<CircleCheck />} title={`No ${noun} of other books are in use`}>
              No open item or rule names one any more, and no setting hangs on one.
            </EmptyState>
          )
        }
      />
    </>
  );
}

const idOf = ({ id }: PairRow) => id;
const nameOf = ({ name }: PairRow) => name;
const isSkipped = (row: PairRow) => row.isSkipped;

/** What an entry is called, with what tells it from others of the name. */
function labelOf(list: MergeList, { code, name, group }: ShownEntry, numbers: NumberForm): string {
  if (list === 'categories' || list === 'payment-methods' || list === 'products')
    return code && code !== name ? `${code} ${name}` : name;
  if (list === 'tax-rates') return `${name} (${writeNumber(group ?? '0', numbers)}%)`;
  return list === 'tracking' ? `${group}: ${name}` : name;
}

type Columns = Pick<Props, 'organisationName' | 'mayEdit'> & {
  list: MergeList;
  numbers: NumberForm;
  find: PairHandlers['find'];
  choose: (row: PairRow, toId: string | null) => Promise<unknown>;
  clear: (row: PairRow) => Promise<unknown>;
};

function columnsOf({ list, organisationName, mayEdit, numbers, find, choose, clear }: Columns): Column<PairRow>[] {
  const label = (entry: ShownEntry) => labelOf(list, entry, numbers);
  const optionOf = (entry: ShownEntry): Option => ({ id: entry.id, label: label(entry) });
  const optionsFor = (row: PairRow) => async (query: string) => {
    const found = await find({ list, fromId: row.id, query });
    if (!found.ok) throw new Error(found.error.message);
    return found.value.map(optionOf);
  };
  return [
    {
      id: 'name',
      header: 'Old entry',
      cell: (row) => <NameCell name={label(row)} title={`${label(row)}, ${row.books}`} isArchived={row.isArchived} />,
      width: 'minmax(11rem, 1.4fr)',
      phone: 'title',
    },
    {
      id: 'uses',
      header: 'Used by',
      cell: (row) => {
        const text = namersOf(row, numbers);
        return (
          <span className="block truncate tabular-nums" title={text}>
            {text}
          </span>
        );
      },
      width: '8.5rem',
      align: 'end',
      phone: 'value',
    },
    {
      id: 'to',
      header: `In ${isolated(organisationName)}`,
      cell: (row) =>
        mayEdit ? (
          <AsyncComboBox
            label={`Takes the place of ${label(row)}`}
            labelPlacement="hidden"
            isCell
            // What *Use* chooses, where there is no room for the suggestion.
            placeholder={row.isSkipped ? 'Skipped' : row.suggestion ? `${label(row.suggestion.to)}?` : 'Choose…'}
            value={row.to && optionOf(row.to)}
            onChange={(option) => void (option ? choose(row, option.id) : clear(row))}
            loadOptions={optionsFor(row)}
            emptyText="No such entry"
          />
        ) : (
          (row.to && label(row.to)) || (row.isSkipped ? 'Skipped' : '')
        ),
      width: 'minmax(12rem, 1.4fr)',
      phone: 'detail',
    },
    {
      id: 'suggestion',
      header: 'Suggestion',
      cell: ({ suggestion }) =>
        suggestion && (
          <span className="flex min-w-0 items-center gap-2">
            <StatusBadge {...sureness[suggestion.confidence]} />
            <span className="truncate text-muted" title={`${label(suggestion.to)}: ${suggestion.why}`}>
              {suggestion.why}
            </span>
          </span>
        ),
      width: 'minmax(14rem, 2fr)',
    },
  ];
}

/** What names an entry: open items, rules and settings of ours. */
function namersOf({ uses, rules, hasSettings }: PairRow, numbers: NumberForm): string {
  const named = [
    uses > 0 && `${usesText(uses, numbers)} ${uses === 1 ? 'item' : 'items'}`,
    rules > 0 && `${writeCount(rules, numbers)} ${rules === 1 ? 'rule' : 'rules'}`,
    hasSettings && 'settings',
  ].filter((each) => each !== false);
  return named.length === 0 ? 'Nothing' : capitalised(named.join(', '));
}

/** What one presses for a row: its suggestion, to leave it, or to decide anew. */
function RowActions({
  row,
  list,
  numbers,
  choose,
  clear,
}: { row: PairRow } & Pick<Columns, 'list' | 'numbers' | 'choose' | 'clear'>) {
  const { suggestion, isSkipped, to } = row;
  if (isSkipped || to) {
    return (
      <Button size="small" variant="quiet" onPress={() => void clear(row)}>
        Decide again
      </Button>
    );
  }
  return (
    <>
      {suggestion && (
        <Button
          size="small"
          aria-label={`Use ${labelOf(list, suggestion.to, numbers)} for ${labelOf(list, row, numbers)}`}
          onPress={() => void choose(row, suggestion.to.id)}
        >
          Use
        </Button>
      )}
      <Button
        size="small"
        variant="quiet"
        aria-label={`Skip ${labelOf(list, row, numbers)}`}
        onPress={() => void choose(row, null)}
      >
        Skip
      </Button>
    </>
  );
}
