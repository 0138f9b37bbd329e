'use client';

import { Archive as ArchiveIcon, SearchX } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useCallback, useTransition } from 'react';
import { useLive } from '#components/live/live-events.tsx';
import { OpenInLedger } from '#components/publishing/open-in-ledger.tsx';
import { PublicationBadge } from '#components/publishing/publication-badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { PageHeader, Toolbar } from '#components/ui/page-header.tsx';
import { SearchField } from '#components/ui/search-field.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { formatDate } from '#lib/domain/calendar-date.ts';
import { formatAmount } from '#lib/domain/money.ts';
import { inboxPath, itemPath, type Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { ArchivePage, ArchiveRow } from '#lib/inbox/list-archive.ts';
import { inboxSearchParams, inboxUrlKeys, listPlace } from './inbox-search-params.ts';
import { Instant } from './instant.tsx';
import { usePages } from './use-pages.ts';

export type ArchiveProps = {
  slug: string;
  workspace: Workspace;
  first: ArchivePage;
  search: string;
  /** The newest event when the server began to draw it. */
  drawnAt: number;
  load: (input: { search: string; after: ArchivePage['next']; limit?: number }) => Promise<Result<ArchivePage>>;
};

/** What is dealt with: published when, by whom and as what, with the way to it in the books. */
export function Archive({ slug, workspace, first, search, drawnAt, load }: ArchiveProps) {
  const [isAsking, startAsking] = useTransition();
  const [state, setState] = useQueryStates(
    { search: inboxSearchParams.search },
    { urlKeys: inboxUrlKeys, shallow: false, startTransition: startAsking },
  );
  const loadPage = useCallback(
    (part: { after: ArchivePage['next']; limit?: number }) => load({ search, ...part }),
    [load, search],
  );
  const { rows, hasMore, loadMore } = usePages(first, search, loadPage);
  useLive({ items: 'any' }, drawnAt);
  const listed = listPlace({ search, from: 'archive' });

  return (
    <>
      <PageHeader title="Archive" />
      <Toolbar>
        <SearchField
          label="Search the archive"
          placeholder="Supplier, reference, number…"
          value={state.search}
          onChange={(text) => setState({ search: text || null })}
          className="w-72 max-sm:w-full"
        />
      </Toolbar>
      <Table
        label="Archive"
        columns={columns}
        rows={rows}
        rowKey={idOf}
        rowLabel={labelOf}
        href={(row) => itemPath(slug, workspace, row.number) + listed}
        actions={action}
        actionsWidth="8rem"
        compactActionsWidth="2rem"
        hasMore={hasMore}
        onLoadMore={loadMore}
        minWidth="60rem"
        className={isAsking ? 'opacity-60 transition-opacity delay-150' : undefined}
        empty={
          search ? (
            <EmptyState
              icon={<SearchX />}
              title={`Nothing matches “${search}”`}
              action={<Button onPress={() => setState({ search: null })}>Show all</Button>}
            />
          ) : (
            <EmptyState
              icon={<ArchiveIcon />}
              title="Nothing is published yet"
              action={<ButtonLink href={inboxPath(slug, workspace)}>Go to the inbox</ButtonLink>}
            >
              Items move here once they are in your books, with the document attached.
            </EmptyState>
          )
        }
      />
    </>
  );
}

const idOf = (row: ArchiveRow) => row.id;
const labelOf = (row: ArchiveRow) => `item ${row.number}, ${row.supplier ?? row.fileName ?? 'no supplier'}`;

const action = ({ publication }: ArchiveRow) =>
  publication?.ledgerUrl && (
    <OpenInLedger href={publication.ledgerUrl} ledgerName={publication.ledgerName} size="small" isInRow />
  );

const columns: readonly Column<ArchiveRow>[] = [
  {
    id: 'date',
    header: 'Date',
    width: '6rem',
    phone: 'detail',
    cell: ({ issuedOn }) => issuedOn && <span className="tabular-nums">{formatDate(issuedOn)}</span>,
  },
  {
    id: 'supplier',
    header: 'Supplier',
    width: 'minmax(9rem, 2fr)',
    phone: 'title',
    cell: (row) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="truncate font-medium">{row.supplier ?? row.fileName ?? `Item ${row.number}`}</span>
        {row.reference && <span className="min-w-10 shrink-[20] truncate text-xs text-muted">{row.reference}</span>}
      </span>
    ),
  },
  { id: 'category', header: 'Category', width: 'minmax(7rem, 1.2fr)', cell: ({ category }) => category },
  {
    id: 'total',
    header: 'Total',
    width: '7.5rem',
    align: 'end',
    phone: 'value',
    cell: ({ total, currency }) =>
      total !== null && (
        <>
          <span className="mr-1.5 text-xs text-muted">{currency}</span>
          {formatAmount(total, currency)}
        </>
      ),
  },
  {
    id: 'tax',
    header: 'Tax',
    width: '5rem',
    align: 'end',
    isSecondary: true,
    cell: ({ taxAmount, currency }) => taxAmount !== null && formatAmount(taxAmount, currency),
  },
  {
    id: 'status',
    header: 'Status',
    width: '8.5rem',
    phone: 'mark',
    cell: ({ publication }) =>
      publication ? <PublicationBadge notice={publication.notice} /> : <StatusBadge status="archived" />,
  },
  {
    id: 'published',
    header: 'Published',
    width: 'minmax(14.5rem, 1.2fr)',
    cell: ({ publication, archivedAt }) => (
      <span className="text-muted">
        <Instant at={publication?.postedAt ?? archivedAt} />
        {publication && ` by ${publication.requestedByName}`}
      </span>
    ),
  },
];
