'use client';

import { Archive as ArchiveIcon } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { type ReactNode, useCallback, useMemo, useTransition } from 'react';
import { useLive } from '#components/live/live-events.tsx';
import { OpenInLedger } from '#components/publishing/open-in-ledger.tsx';
import { PublishedAsBadge } from '#components/publishing/published-as-badge.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SearchField } from '#components/ui/search-field.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Toolbar } from '#components/ui/toolbar.tsx';
import { typedSearch } from '#components/ui/typed-search.ts';
import { usePages } from '#components/ui/use-pages.ts';
import { type ArchiveSort, archiveSorts, MAX_ROWS } from '#lib/domain/inbox-choices.ts';
import { type ExtraColumn, extraOf, type ListLayout, usualLayout } from '#lib/domain/list-layout.ts';
import { inboxPath, itemPath, type Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import { capitalised, contactWords, workspaceNames } from '#lib/domain/words.ts';
import type { ArchiveQuery } from '#lib/inbox/inbox-query.ts';
import type { ArchivePage, ArchiveRow } from '#lib/inbox/list-archive.ts';
import type { ArchiveHandlers } from './archive-by-hand.ts';
import { countWords } from './count-words.ts';
import { ExportButton } from './export-button.tsx';
import type { ExportHandlers } from './export-dialog.tsx';
import { FilterBar, type Filtering } from './filter-bar.tsx';
import { archiveSearchParams, inboxUrlKeys, noFilters } from './inbox-search-params.ts';
import { Instant } from './instant.tsx';
import { AmountCell, NameCell, OwnerCell } from './item-cells.tsx';
import { laidOut, resizingOf, widthOf } from './laid-out.tsx';
import { ListMenu } from './list-menu.tsx';
import { markedIf } from './marked.tsx';
import { ShownDate } from './shown-date.tsx';
import { type SaveLayout, useLayout } from './use-layout.ts';
import { ViewMenu } from './view-menu.tsx';
import { type LoadTotals, ViewTotals } from './view-totals.tsx';
import { type Viewing, ViewsMenu } from './views-menu.tsx';

export type ArchiveProps = {
  slug: string;
  workspace: Workspace;
  first: ArchivePage;
  /** To the other lists of the workspace. */
  tabs: ReactNode;
  /** Of what is searched for and filtered by: null is more than is counted. */
  matches: number | null | undefined;
  /** Who sees only their own has no use for owners. */
  seesAll: boolean;
  /** What `first` answers. */
  query: ArchiveQuery;
  /** The same as the end of an item's address. */
  listed: string;
  /** The newest event when the server began to draw it. */
  drawnAt: number;
  filtering: Filtering;
  totals: LoadTotals;
  /** How the person looks at the list. */
  layout: ListLayout;
  saveLayout: SaveLayout;
  views: Viewing;
  /** In place of the rows where nothing matches. */
  nothingFound: ReactNode;
  exporting: ExportHandlers;
  bringBack: ArchiveHandlers['bringBack'];
  load: (input: {
    workspace: Workspace;
    query: ArchiveQuery;
    after: ArchivePage['next'];
    extra: ExtraColumn[];
    limit?: number;
  }) => Promise<Result<ArchivePage>>;
};

/** What is dealt with: published when, by whom and as what, with the way to it in the books. */
export function Archive({
  slug,
  workspace,
  first,
  tabs,
  matches,
  seesAll,
  query,
  listed,
  drawnAt,
  filtering,
  totals,
  layout: drawnLayout,
  saveLayout,
  views,
  nothingFound,
  exporting,
  bringBack,
  load,
}: ArchiveProps) {
  const { numbers } = useFormats();
  const [isAsking, startAsking] = useTransition();
  const [state, setState] = useQueryStates(archiveSearchParams, {
    urlKeys: inboxUrlKeys,
    shallow: false,
    // Each choice is a step that *Back* takes back.
    history: 'push',
    startTransition: startAsking,
  });
  const kept = useLayout(drawnLayout, { list: 'archive', workspace, view: views.current }, saveLayout);
  const extra = useMemo(() => extraOf(drawnLayout), [drawnLayout]);
  const loadPage = useCallback(
    (part: { after: ArchivePage['next']; limit?: number }) => load({ workspace, query, extra, ...part }),
    [load, workspace, query, extra],
  );
  const { rows, hasMore, loadMore } = usePages(first, JSON.stringify(query), loadPage, MAX_ROWS);
  useLive({ items: 'any' }, drawnAt);
  const own = useMemo(() => columnsIn(workspace, seesAll), [workspace, seesAll]);
  const { tracking } = filtering.facts;
  const isUsual = JSON.stringify(kept.layout) === JSON.stringify(usualLayout('archive'));
  const columns = useMemo(() => laidOut(own, kept.layout, isUsual, tracking), [own, kept.layout, isUsual, tracking]);
  const sort = useMemo(
    () => ({ column: columnOf(query.sort), direction: query.isDescending ? 'descending' : 'ascending' }) as const,
    [query.sort, query.isDescending],
  );

  return (
    <>
      <PageHeader
        title={workspaceNames[workspace]}
        aside={tabs}
        actions={
          seesAll &&
          rows.length > 0 && (
            <ExportButton
              {...{ slug, bringBack }}
              choice={{ workspace, of: { kind: 'archive', query } }}
              handlers={exporting}
            />
          )
        }
      />
      <Toolbar>
        <SearchField
          label="Search the archive"
          placeholder={`${capitalised(contactWords[workspace].one)}, reference, number…`}
          value={state.search}
          onChange={(text) => setState(...typedSearch(text))}
          className="w-72 @max-2xl:w-auto @max-2xl:min-w-0 @max-2xl:flex-1"
        />
        <ViewsMenu
          {...views}
          place={{ ...query, filter: 'all', from: 'archive' }}
          layout={kept.layout}
          mayShare={seesAll}
        />
        <FilterBar {...{ workspace, seesAll, ...filtering }} onChange={setState} onClear={() => setState(noFilters)} />
        <div className="hidden @max-2xl:block">
          <ListMenu
            sorts={archiveSorts}
            sort={query.sort}
            isDescending={query.isDescending}
            onSort={(sort, isDescending) => setState({ sort, isDescending })}
          />
        </div>
        <ViewTotals
          list={{ workspace, from: 'archive', filter: 'all', search: query.search, where: query.where }}
          load={totals}
        />
        <ViewMenu {...kept} {...{ own, tracking }} />
        {matches !== undefined && (
          <p role="status" className="ml-auto text-xs text-muted tabular-nums @max-2xl:sr-only">
            {countWords(matches, true, numbers)}
          </p>
        )}
      </Toolbar>
      <Table
        label="Archive"
        columns={columns}
        rows={rows}
        rowKey={idOf}
        rowLabel={labelOf}
        href={(row) => itemPath(slug, workspace, row.number) + listed}
        sort={sort}
        onSort={({ column, direction }) => setState({ sort: sortOf(column), isDescending: direction === 'descending' })}
        actions={action}
        actionsWidth="8rem"
        compactActionsWidth="2rem"
        hasMore={hasMore}
        onLoadMore={loadMore}
        minWidth={isUsual ? '60rem' : widthOf(columns)}
        isCompact={kept.layout.density === 'compact'}
        resizing={resizingOf(kept)}
        className={isAsking ? 'opacity-60 transition-opacity delay-150' : undefined}
        empty={
          query.search || filtering.filters.shown.length > 0 ? (
            nothingFound
          ) : (
            <EmptyState
              icon={<ArchiveIcon />}
              title={workspace === 'SALES' ? 'Nothing is archived yet' : 'Nothing is published yet'}
              action={<ButtonLink href={inboxPath(slug, workspace)}>Go to the inbox</ButtonLink>}
            >
              {workspace === 'SALES'
                ? 'Sales move here once they are dealt with.'
                : 'Items move here once they are in your books, with the document attached.'}
            </EmptyState>
          )
        }
      />
    </>
  );
}

/** The heading *Published* orders by when an item was archived. */
const columnOf = (sort: ArchiveSort) => (sort === 'archived' ? 'published' : sort);
const sortOf = (column: string) => (column === 'published' ? 'archived' : column) as ArchiveSort;

const idOf = (row: ArchiveRow) => row.id;
const labelOf = (row: ArchiveRow) => `item ${row.number}, ${row.contact ?? row.fileName ?? 'without a name'}`;

const action = ({ publication }: ArchiveRow) =>
  publication?.ledgerUrl && (
    <OpenInLedger href={publication.ledgerUrl} ledgerName={publication.ledgerName} size="small" isInRow />
  );

const ownerColumn: Column<ArchiveRow> = {
  id: 'owner',
  header: 'Owner',
  width: 'minmax(5.5rem, 0.8fr)',
  isSecondary: true,
  cell: ({ owner, found }) => <OwnerCell owner={owner} found={found} />,
};

const columnsIn = (workspace: Workspace, seesAll: boolean): readonly Column<ArchiveRow>[] => [
  {
    id: 'date',
    header: 'Date',
    isSortable: true,
    width: '6rem',
    phone: 'detail',
    cell: ({ issuedOn, found }) => issuedOn && markedIf(found?.cells.includes('date'), <ShownDate date={issuedOn} />),
  },
  {
    id: 'contact',
    header: capitalised(contactWords[workspace].one),
    isSortable: true,
    width: 'minmax(9rem, 2fr)',
    phone: 'title',
    cell: (row) => <NameCell item={row} />,
  },
  {
    id: 'category',
    header: 'Category',
    isSortable: true,
    width: 'minmax(7rem, 1.2fr)',
    cell: ({ category }) => category,
  },
  {
    id: 'total',
    header: 'Total',
    isSortable: true,
    width: '7.5rem',
    align: 'end',
    phone: 'value',
    cell: ({ total, currency, found }) =>
      total !== null && <AmountCell amount={total} currency={currency} isFound={found?.cells.includes('total')} />,
  },
  {
    id: 'tax',
    header: 'Tax',
    isSortable: true,
    width: '5rem',
    align: 'end',
    isSecondary: true,
    cell: ({ taxAmount, currency, found }) =>
      taxAmount !== null &&
      markedIf(found?.cells.includes('tax'), <ShownNumber value={taxAmount} currency={currency} />),
  },
  ...(seesAll ? [ownerColumn] : []),
  {
    id: 'status',
    header: 'In the books',
    width: '9.5rem',
    phone: 'mark',
    cell: ({ publication, isInClaim }) =>
      publication ? (
        <PublishedAsBadge publication={publication} />
      ) : (
        <StatusBadge status={isInClaim ? 'inClaim' : 'archived'} />
      ),
  },
  {
    id: 'published',
    header: 'Published',
    isSortable: true,
    width: 'minmax(14.5rem, 1.2fr)',
    cell: ({ publication, archivedAt }) => (
      <span className="text-muted">
        <Instant at={publication?.postedAt ?? archivedAt} />
        {publication && (
          <>
            {' '}
            by <bdi>{publication.requestedByName}</bdi>
          </>
        )}
      </span>
    ),
  },
];
