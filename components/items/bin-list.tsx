'use client';

import { RotateCcw, SearchX, Trash2 } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { type ReactNode, useCallback, useMemo, useState, useTransition } from 'react';
import { useLive } from '#components/live/live-events.tsx';
import { thisTab } from '#components/live/this-tab.ts';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SearchField } from '#components/ui/search-field.tsx';
import { SelectionBar } from '#components/ui/selection-bar.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { Toolbar } from '#components/ui/toolbar.tsx';
import { typedSearch } from '#components/ui/typed-search.ts';
import { useKeys } from '#components/ui/use-keys.ts';
import { usePages } from '#components/ui/use-pages.ts';
import { BIN_DAYS } from '#lib/domain/bin.ts';
import { MAX_ROWS } from '#lib/domain/inbox-choices.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import { capitalised, contactWords } from '#lib/domain/words.ts';
import type { BinPage, BinQuery, BinRow } from '#lib/inbox/bin/list-bin.ts';
import { itemsText } from './bulk/bulk-words.ts';
import { countWords } from './count-words.ts';
import { inboxSearchParams, inboxUrlKeys } from './inbox-search-params.ts';
import { Instant } from './instant.tsx';
import { AmountCell, Missing, NameCell } from './item-cells.tsx';

export type BinProps = {
  workspace: Workspace;
  /** To the other lists of the workspace. */
  tabs: ReactNode;
  first: BinPage;
  /** Null for more than are counted. */
  count: number | null;
  query: BinQuery;
  /** The newest event when the server began to draw it. */
  drawnAt: number;
  /** A submitter brings back what they added, and deletes nothing for good. */
  mayDelete: boolean;
  load: (input: {
    workspace: Workspace;
    query: BinQuery;
    after: BinPage['next'];
    limit?: number;
  }) => Promise<Result<BinPage>>;
  restoreItems: (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;
  deleteItems: (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;
  deleteForGood: (input: { itemIds: string[] }, tab?: string) => Promise<Result<number>>;
  emptyBin: (input: { workspace: Workspace }, tab?: string) => Promise<Result<number>>;
};

/** What is asked about before it is done: these rows, or all of the bin. */
type Asked = { rows: readonly BinRow[] } | 'all';

/** What was deleted, and when it goes for good. */
export function Bin(props: BinProps) {
  const { workspace, first, count, query, drawnAt, mayDelete, load, restoreItems } = props;
  const { numbers } = useFormats();
  const [isAsking, startAsking] = useTransition();
  const [state, setState] = useQueryStates(
    { search: inboxSearchParams.search },
    { urlKeys: inboxUrlKeys, shallow: false, history: 'push', startTransition: startAsking },
  );
  const loadPage = useCallback(
    (part: { after: BinPage['next']; limit?: number }) => load({ workspace, query, ...part }),
    [load, workspace, query],
  );
  const { rows, hasMore, loadMore } = usePages(first, JSON.stringify(query), loadPage, MAX_ROWS);
  useLive({ items: 'any' }, drawnAt);
  const [selection, select] = useState<ReadonlySet<string>>(new Set());
  const selected = useMemo(() => rows.filter(({ id }) => selection.has(id)), [rows, selection]);
  const [asked, setAsked] = useState<Asked | null>(null);
  const clear = () => {
    select(new Set());
    document.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus();
  };

  async function restore(wanted: readonly BinRow[]) {
    const restored = await restoreItems({ itemIds: wanted.map(idOf) }, thisTab()).catch(offline);
    if (!restored.ok) {
      toast({ title: 'Nothing was brought back', description: restored.error.message, tone: 'danger' });
      return;
    }
    clear();
    const itemIds = restored.value;
    toast({
      title: `${itemsText(itemIds.length, numbers)} back in the inbox`,
      tone: 'success',
      ...(itemIds.length > 0 && {
        action: { label: 'Undo', onPress: () => void props.deleteItems({ itemIds }, thisTab()) },
      }),
    });
  }

  async function deleteAsked() {
    const deleted = await (asked === 'all' || asked === null
      ? props.emptyBin({ workspace }, thisTab())
      : props.deleteForGood({ itemIds: asked.rows.map(idOf) }, thisTab())
    ).catch(offline);
    if (deleted.ok) {
      select(new Set());
      toast({ title: `${itemsText(deleted.value, numbers)} deleted for good`, tone: 'success' });
    } else toast({ title: 'Nothing was deleted', description: deleted.error.message, tone: 'danger' });
    return deleted.ok;
  }

  useKeys({
    Delete: mayDelete && selected.length > 0 ? () => setAsked({ rows: selected }) : undefined,
  });
  const columns = useMemo(() => columnsIn(workspace), [workspace]);
  const isEmpty = rows.length === 0 && query.search === '';

  return (
    <>
      <PageHeader
        title="Bin"
        aside={props.tabs}
        actions={
          mayDelete &&
          !isEmpty && (
            <Button icon={<Trash2 size={14} />} onPress={() => setAsked('all')}>
              Empty the bin
            </Button>
          )
        }
      />
      <Toolbar>
        {selected.length > 0 ? (
          <SelectionBar
            count={selected.length}
            rowCount={rows.length}
            onSelectAll={() => select(new Set(rows.map(idOf)))}
            onClear={clear}
          >
            {mayDelete && (
              <Button icon={<Trash2 size={14} />} onPress={() => setAsked({ rows: selected })}>
                Delete for good
              </Button>
            )}
            <Button variant="primary" icon={<RotateCcw size={14} />} onPress={() => void restore(selected)}>
              Restore {itemsText(selected.length, numbers)}
            </Button>
          </SelectionBar>
        ) : (
          <>
            <SearchField
              label="Search the bin"
              placeholder={`${capitalised(contactWords[workspace].one)}, reference, number…`}
              value={state.search}
              onChange={(text) => setState(...typedSearch(text))}
              className="w-72 @max-2xl:w-auto @max-2xl:min-w-0 @max-2xl:flex-1"
            />
            <p role="status" className="ml-auto text-xs text-muted tabular-nums @max-2xl:sr-only">
              {countWords(count, query.search !== '', numbers)}
            </p>
          </>
        )}
      </Toolbar>
      <Table
        label="Bin"
        columns={columns}
        rows={rows}
        rowKey={idOf}
        rowLabel={labelOf}
        selection={selection}
        onSelectionChange={select}
        actions={(row) => (
          <Button size="small" onPress={() => void restore([row])} aria-label={`Restore ${labelOf(row)}`}>
            Restore
          </Button>
        )}
        actionsWidth="5.5rem"
        hasMore={hasMore}
        onLoadMore={loadMore}
        minWidth="56rem"
        className={isAsking ? 'opacity-60 transition-opacity delay-150' : undefined}
        empty={
          query.search ? (
            <EmptyState
              icon={<SearchX />}
              title={`Nothing matches “${query.search}”`}
              action={<Button onPress={() => setState({ search: null })}>Show all</Button>}
            />
          ) : (
            <EmptyState icon={<Trash2 />} title="The bin is empty">
              What you delete stays here for {BIN_DAYS} days, and can be brought back.
            </EmptyState>
          )
        }
      />
      <ConfirmDialog
        isOpen={asked !== null}
        onOpenChange={(isOpen) => !isOpen && setAsked(null)}
        title={asked === 'all' ? 'Empty the bin?' : `Delete ${itemsText(asked?.rows.length ?? 0, numbers)} for good?`}
        confirmLabel={asked === 'all' ? 'Empty the bin' : 'Delete for good'}
        isDanger
        onConfirm={deleteAsked}
      >
        Their documents, what was coded and their history are deleted, and cannot be brought back. Nothing changes in
        your books.
      </ConfirmDialog>
    </>
  );
}

function columnsIn(workspace: Workspace): readonly Column<BinRow>[] {
  return [
    {
      id: 'contact',
      header: capitalised(contactWords[workspace].one),
      width: 'minmax(12rem, 2fr)',
      phone: 'title',
      cell: (row) => <NameCell item={row} />,
    },
    {
      id: 'total',
      header: 'Total',
      width: '8rem',
      align: 'end',
      phone: 'value',
      cell: ({ total, currency }) =>
        total === null ? <Missing what="No total" /> : <AmountCell amount={total} currency={currency} />,
    },
    {
      id: 'deleted',
      header: 'Deleted',
      width: 'minmax(8rem, 0.8fr)',
      phone: 'detail',
      cell: ({ deletedAt }) => <Instant at={deletedAt} />,
    },
    {
      id: 'by',
      header: 'By',
      width: 'minmax(8rem, 0.8fr)',
      isSecondary: true,
      cell: ({ deletedBy }) => (deletedBy ? isolated(deletedBy) : <Missing what="Unknown" />),
    },
    {
      id: 'left',
      header: 'Goes for good',
      width: '8rem',
      phone: 'mark',
      cell: ({ daysLeft }) => <span className={daysLeft <= 3 ? 'text-danger' : undefined}>{leftText(daysLeft)}</span>,
    },
  ];
}

const leftText = (days: number) => (days <= 1 ? 'Within a day' : `In ${days} days`);

const idOf = ({ id }: BinRow) => id;
const labelOf = (row: BinRow) => `item ${row.number}, ${row.contact ?? row.fileName ?? 'without a name'}`;

const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');
