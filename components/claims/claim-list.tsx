'use client';

import { Plus, ReceiptText, SearchX } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useMemo, useState, useTransition } from 'react';
import type { ClaimHandlers } from '#components/gathering/claim-handlers.ts';
import { NewClaimDialog } from '#components/gathering/new-claim-dialog.tsx';
import { inboxSearchParams } from '#components/items/inbox-search-params.ts';
import { useLive } from '#components/live/live-events.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SearchField } from '#components/ui/search-field.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Toolbar } from '#components/ui/toolbar.tsx';
import { usePages } from '#components/ui/use-pages.ts';
import type { ClaimPage, ClaimQuery, ClaimRow, ClaimTab } from '#lib/claims/list-claims.ts';
import { type DateForm, showDate } from '#lib/domain/date-form.ts';
import { MAX_ROWS } from '#lib/domain/inbox-choices.ts';
import { claimPath } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import { ClaimStatusBadge } from './claim-status-badge.tsx';

export type ClaimListProps = {
  slug: string;
  first: ClaimPage;
  query: ClaimQuery;
  mayEdit: boolean;
  /** The newest event when the server began to draw it. */
  drawnAt: number;
  handlers: ClaimHandlers;
  load: (input: { query: ClaimQuery; after: ClaimPage['next']; limit?: number }) => Promise<Result<ClaimPage>>;
};

const tabs: { value: ClaimTab; label: string }[] = [
  { value: 'open', label: 'Open' },
  { value: 'published', label: 'Published' },
  { value: 'all', label: 'All' },
];

/** *Expense claims*: what people are paid back, and how far each has come. */
export function ClaimList({ slug, first, query, mayEdit, drawnAt, handlers, load }: ClaimListProps) {
  const router = useRouter();
  const { dates } = useFormats();
  const [isMaking, setMaking] = useState(false);
  const [isAsking, startAsking] = useTransition();
  const [state, setState] = useQueryStates(
    {
      search: inboxSearchParams.search,
      show: parseAsStringLiteral(tabs.map(({ value }) => value)).withDefault('open'),
    },
    { urlKeys: { search: 'q' }, shallow: false, startTransition: startAsking },
  );
  const loadPage = useCallback(
    (part: { after: ClaimPage['next']; limit?: number }) => load({ query, ...part }),
    [load, query],
  );
  const { rows, hasMore, loadMore } = usePages(first, JSON.stringify(query), loadPage, MAX_ROWS);
  useLive({ items: 'any' }, drawnAt);
  const columns = useMemo(() => columnsIn(dates), [dates]);
  const add = mayEdit && (
    <Button variant="primary" icon={<Plus size={15} />} onPress={() => setMaking(true)}>
      New claim
    </Button>
  );
  return (
    <>
      <PageHeader title="Expense claims" guide="expense-claims" actions={add} />
      <Toolbar>
        <SearchField
          label="Search expense claims"
          placeholder="Name, claimant, number…"
          value={state.search}
          onChange={(text) => setState({ search: text || null })}
          className="w-72 @max-2xl:w-full"
        />
        <SegmentedControl
          label="Show"
          labelPlacement="hidden"
          choices={tabs}
          value={state.show}
          onChange={(show) => setState({ show })}
        />
      </Toolbar>
      <Table
        label="Expense claims"
        columns={columns}
        rows={rows}
        rowKey={idOf}
        rowLabel={labelOf}
        href={(row) => claimPath(slug, row.number)}
        hasMore={hasMore}
        onLoadMore={loadMore}
        minWidth="48rem"
        className={isAsking ? 'opacity-60 transition-opacity delay-150' : undefined}
        empty={<Nothing query={query} showAll={() => setState({ search: null, show: 'all' })} mayEdit={mayEdit} />}
      />
      {isMaking && (
        <NewClaimDialog
          itemIds={[]}
          handlers={handlers}
          onClose={() => setMaking(false)}
          onDone={({ number }) => router.push(claimPath(slug, number))}
        />
      )}
    </>
  );
}

function Nothing({ query, showAll, mayEdit }: { query: ClaimQuery; showAll: () => void; mayEdit: boolean }) {
  if (query.search) {
    return (
      <EmptyState
        icon={<SearchX />}
        title={`Nothing matches “${query.search}”`}
        action={<Button onPress={showAll}>Show all</Button>}
      />
    );
  }
  if (query.show === 'published') return <EmptyState icon={<ReceiptText />} title="No claim is published yet" />;
  return (
    <EmptyState icon={<ReceiptText />} title="No open expense claims">
      {mayEdit
        ? 'Select costs in the inbox and choose Add to expense claim, or begin with a new claim here.'
        : 'What a bookkeeper gathers of your receipts, to pay you back, is shown here.'}
    </EmptyState>
  );
}

function columnsIn(dates: DateForm): readonly Column<ClaimRow>[] {
  return [
    {
      id: 'number',
      header: 'No.',
      width: '4rem',
      cell: ({ number }) => <span className="text-muted tabular-nums">{number}</span>,
    },
    {
      id: 'name',
      header: 'Name',
      width: 'minmax(10rem, 1.4fr)',
      phone: 'title',
      cell: ({ name }) => <bdi title={name}>{name}</bdi>,
    },
    {
      id: 'claimant',
      header: 'Claimant',
      width: 'minmax(8rem, 1fr)',
      phone: 'detail',
      cell: ({ claimant }) => <bdi>{claimant}</bdi>,
    },
    { id: 'endsOn', header: 'End date', width: '7rem', cell: ({ endsOn }) => showDate(endsOn, dates) },
    {
      id: 'items',
      header: 'Items',
      width: '4.5rem',
      align: 'end',
      cell: ({ items }) => <ShownNumber value={items} />,
    },
    {
      id: 'total',
      header: 'Total',
      width: 'minmax(8rem, 0.8fr)',
      align: 'end',
      phone: 'value',
      cell: ({ totals }) =>
        totals.map(({ currency, total }, place) => (
          <span key={currency}>
            {place > 0 && ', '}
            {currency} <ShownNumber value={total} currency={currency} />
          </span>
        )),
    },
    {
      id: 'status',
      header: 'Status',
      width: 'minmax(10rem, 0.9fr)',
      phone: 'mark',
      cell: ({ status, toDo }) => (
        <>
          <ClaimStatusBadge status={status} />
          {toDo.length > 0 && (
            <span className="ml-1.5 text-xs text-muted tabular-nums" title={toDo.join('\n')}>
              {toDo.length} to fix
            </span>
          )}
        </>
      ),
    },
  ];
}

const idOf = ({ id }: ClaimRow) => id;
const labelOf = ({ number, name }: ClaimRow) => `Claim ${number}, ${name}`;
