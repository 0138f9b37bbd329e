'use client';

import { History, SearchX } from 'lucide-react';
import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useMemo, useTransition } from 'react';
import { useLive } from '#components/live/live-events.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SearchField } from '#components/ui/search-field.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Toolbar } from '#components/ui/toolbar.tsx';
import { typedSearch } from '#components/ui/typed-search.ts';
import { usePages } from '#components/ui/use-pages.ts';
import { MAX_ROWS } from '#lib/domain/inbox-choices.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { binPath, itemPath } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import { type SubmissionFilter, submissionFilters } from '#lib/domain/submission.ts';
import type { SubmissionPage, SubmissionQuery, SubmissionRow } from '#lib/intake/submissions/list-submissions.ts';
import { inboxSearchParams } from './inbox-search-params.ts';
import { Instant } from './instant.tsx';

export type SubmissionListProps = {
  slug: string;
  first: SubmissionPage;
  query: SubmissionQuery;
  /** The newest event when the server began to draw it. */
  drawnAt: number;
  load: (input: {
    query: SubmissionQuery;
    after: SubmissionPage['next'];
    limit?: number;
  }) => Promise<Result<SubmissionPage>>;
};

const filterNames: Record<SubmissionFilter, string> = {
  all: 'All',
  refused: 'Refused',
  copies: 'Copies',
  deleted: 'Deleted',
};

/** What was sent to the business, by whom and when, and what came of it. */
export function SubmissionList({ slug, first, query, drawnAt, load }: SubmissionListProps) {
  const [isAsking, startAsking] = useTransition();
  const [state, setState] = useQueryStates(
    { search: inboxSearchParams.search, show: parseAsStringLiteral(submissionFilters).withDefault('all') },
    { urlKeys: { search: 'q' }, shallow: false, history: 'push', startTransition: startAsking },
  );
  const loadPage = useCallback(
    (part: { after: SubmissionPage['next']; limit?: number }) => load({ query, ...part }),
    [load, query],
  );
  const { rows, hasMore, loadMore } = usePages(first, JSON.stringify(query), loadPage, MAX_ROWS);
  useLive({ items: 'any' }, drawnAt);
  const columns = useMemo(() => columnsIn(slug), [slug]);
  const isFiltered = query.search !== '' || query.show !== 'all';
  return (
    <>
      <PageHeader title="Submission history" guide="documents" />
      <Toolbar>
        <SearchField
          label="Search what was sent"
          placeholder="File, sender, item number…"
          value={state.search}
          onChange={(text) => setState(...typedSearch(text))}
          className="w-72 @max-2xl:w-full"
        />
        <SegmentedControl
          label="Show"
          labelPlacement="hidden"
          choices={submissionFilters.map((value) => ({ value, label: filterNames[value] }))}
          value={state.show}
          onChange={(show) => setState({ show })}
        />
      </Toolbar>
      <Table
        label="Submission history"
        columns={columns}
        rows={rows}
        rowKey={idOf}
        rowLabel={labelOf}
        hasMore={hasMore}
        onLoadMore={loadMore}
        minWidth="52rem"
        className={isAsking ? 'opacity-60 transition-opacity delay-150' : undefined}
        empty={
          isFiltered ? (
            <EmptyState
              icon={<SearchX />}
              title={query.search ? `Nothing matches “${query.search}”` : 'Nothing of this kind'}
              action={<Button onPress={() => setState({ search: null, show: null })}>Show all</Button>}
            />
          ) : (
            <EmptyState icon={<History />} title="Nothing was sent yet">
              Each file that is added is kept here with what came of it, also when its item is deleted.
            </EmptyState>
          )
        }
      />
    </>
  );
}

function columnsIn(slug: string): readonly Column<SubmissionRow>[] {
  return [
    {
      id: 'at',
      header: 'Sent',
      width: 'minmax(8rem, 0.7fr)',
      phone: 'value',
      cell: ({ at }) => <Instant at={at} />,
    },
    {
      id: 'file',
      header: 'File',
      width: 'minmax(12rem, 1.4fr)',
      phone: 'title',
      cell: ({ fileName }) => <span title={fileName}>{isolated(fileName)}</span>,
    },
    {
      id: 'by',
      header: 'By',
      width: 'minmax(8rem, 0.8fr)',
      phone: 'mark',
      cell: ({ by }) => isolated(by),
    },
    {
      id: 'outcome',
      header: 'What came of it',
      width: 'minmax(14rem, 2fr)',
      // Why a file was refused is a sentence, which must leave the file its name.
      phone: 'detail',
      cell: (row) => <Outcome slug={slug} row={row} />,
    },
  ];
}

function Outcome({ slug, row: { item, workspace, copyOf, message } }: { slug: string; row: SubmissionRow }) {
  if (item === null) {
    return (
      <span
        title={message ?? undefined}
        className="text-danger @max-2xl:line-clamp-2 @max-2xl:text-xs @max-2xl:whitespace-normal"
      >
        Refused: {message}
      </span>
    );
  }
  const name = `Item ${item.number}`;
  const copy = copyOf !== null && <span className="text-muted">, a copy of item {copyOf}</span>;
  if (item.place === 'GONE') {
    return (
      <span className="text-muted">
        {name}, deleted for good{copyOf !== null && `, a copy of item ${copyOf}`}
      </span>
    );
  }
  if (item.into) {
    return (
      <span>
        {name}, {item.into.isByItself ? 'the same purchase as' : 'merged into'}{' '}
        <Link href={itemPath(slug, item.into.workspace, item.into.number)}>item {item.into.number}</Link>
        {item.into.isByItself && ' and put together with it by itself'}
      </span>
    );
  }
  const isInBin = item.place === 'BIN';
  return (
    <span>
      <Link href={isInBin ? `${binPath(slug, workspace)}?q=%23${item.number}` : itemPath(slug, workspace, item.number)}>
        {name}
      </Link>
      {isInBin && ', in the bin'}
      {item.place === 'ARCHIVE' && ', in the archive'}
      {copy}
    </span>
  );
}

const idOf = ({ id }: SubmissionRow) => id;
const labelOf = ({ fileName }: SubmissionRow) => fileName;
