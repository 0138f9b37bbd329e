'use client';

import { Rows3 } from 'lucide-react';
import type { ReactNode } from 'react';
import { ComboBox } from '#components/ui/combo-box.tsx';
import type { LoadOptions } from '#components/ui/combo-box-types.ts';
import { later } from '#components/ui/later.ts';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import type { Column } from '#components/ui/table.tsx';
import type { Workspace } from '#lib/domain/paths.ts';
import { capitalised, contactWords } from '#lib/domain/words.ts';
import type { InboxRow } from '#lib/inbox/list-inbox.ts';
import type { AccountChoice } from '#lib/lists/load-choices.ts';
import { categoryOption, categorySections } from './category-options.ts';
import type { FindCategories } from './found-categories.ts';
import { AmountCell, Missing, NameCell, OwnerCell } from './item-cells.tsx';
import { ItemStatusBadge } from './item-status-badge.tsx';
import { markedIf } from './marked.tsx';
import { isReadHere } from './read-here.ts';
import { RowPlace } from './row-place.tsx';
import { ShownDate } from './shown-date.tsx';

/** What asks for them, as few charts are so long. Not their field, which would be drawn anew without what was typed. */
const finding = later(() => import('./found-categories.ts'));

export type InboxColumnOptions = {
  workspace: Workspace;
  /** What its publication does, in place of the row's status. */
  publicationOf: (row: InboxRow) => ReactNode;
  accounts: readonly AccountChoice[] | 'many';
  findCategories: FindCategories;
  mayEdit: boolean;
  setCategory: (row: InboxRow, accountId: string | null, name: string) => void;
  /** The row that is edited where it is. */
  editedId: string | null;
};

export function inboxColumns({
  workspace,
  accounts,
  findCategories,
  mayEdit,
  setCategory,
  publicationOf,
  editedId,
}: InboxColumnOptions): readonly Column<InboxRow>[] {
  const sections = accounts === 'many' ? [] : categorySections(accounts);
  const likelyFor =
    ({ contactId }: InboxRow): LoadOptions =>
    async (query) => {
      const { lookForCategories } = await finding.load();
      return (await lookForCategories(findCategories, { workspace, query, contactId })).map(categoryOption);
    };
  const categoryBox = (row: InboxRow) => {
    const selected = row.accountId === null ? null : { id: row.accountId, label: row.category ?? 'Of other books' };
    const field = {
      label: `Category of item ${row.number}`,
      labelPlacement: 'hidden',
      isCell: true,
      placeholder: 'Choose…',
      emptyText: 'No category of this name or code',
      className: '-ml-2.5',
    } as const;
    return (
      <ComboBox
        {...field}
        value={row.accountId}
        options={sections}
        {...(selected && { selectedOption: selected })}
        {...(accounts === 'many' && { loadOptions: likelyFor(row) })}
        onChange={(id, option) => setCategory(row, id, option?.label ?? '')}
      />
    );
  };
  return [
    {
      id: 'date',
      header: 'Date',
      width: '6.5rem',
      isSortable: true,
      phone: 'detail',
      cell: ({ id, issuedOn, found }) => (
        <RowPlace field="issuedOn" isEdited={id === editedId}>
          {issuedOn ? (
            markedIf(found?.cells.includes('date'), <ShownDate date={issuedOn} />)
          ) : (
            <Missing what="No date" />
          )}
        </RowPlace>
      ),
    },
    {
      id: 'contact',
      header: capitalised(contactWords[workspace].one),
      width: 'minmax(9rem, 2fr)',
      isSortable: true,
      phone: 'title',
      cell: (row) => (
        <RowPlace field="contactId" isEdited={row.id === editedId}>
          <NameCell item={{ ...row, isUnread: row.isUnread && !isReadHere(row.id) }} />
        </RowPlace>
      ),
    },
    {
      id: 'category',
      header: 'Category',
      width: 'minmax(9rem, 1.6fr)',
      isSortable: true,
      cell: (row) =>
        row.id === editedId && row.lineCount === 0 ? (
          <RowPlace field="accountId" isEdited>
            {null}
          </RowPlace>
        ) : !mayEdit ||
          row.lineCount > 0 ||
          row.publication?.locksItem ||
          row.publication?.isPublished ||
          accounts.length === 0 ? (
          <CategoryText row={row} />
        ) : (
          categoryBox(row)
        ),
    },
    {
      id: 'total',
      header: 'Total',
      width: '7.5rem',
      align: 'end',
      isSortable: true,
      phone: 'value',
      cell: ({ id, total, currency, baseTotal, baseCurrency, found }) => (
        <RowPlace field="total" isEdited={id === editedId}>
          {total === null ? (
            <Missing what="No total" />
          ) : (
            <AmountCell
              amount={total}
              currency={currency}
              inBase={baseTotal}
              baseCurrency={baseCurrency}
              isFound={found?.cells.includes('total')}
            />
          )}
        </RowPlace>
      ),
    },
    {
      id: 'tax',
      header: 'Tax',
      width: '5rem',
      align: 'end',
      isSortable: true,
      cell: ({ id, taxAmount, currency, lineCount, found }) => (
        <RowPlace field="taxAmount" isEdited={id === editedId && lineCount === 0}>
          {taxAmount !== null &&
            markedIf(found?.cells.includes('tax'), <ShownNumber value={taxAmount} currency={currency} />)}
        </RowPlace>
      ),
    },
    // Who sees only their own has no use for it.
    ...(mayEdit ? [ownerColumn] : []),
    {
      id: 'status',
      header: 'Status',
      width: '9rem',
      isSortable: true,
      phone: 'mark',
      cell: (row) =>
        publicationOf(row) ?? (
          <ItemStatusBadge
            status={row.status}
            toDo={row.toDo}
            notes={row.asPublished}
            heldBack={row.heldBack}
            inBooks={row.inBooks}
            count={row.reasonCount}
            publication={row.publication}
            mayEdit={mayEdit}
          />
        ),
    },
  ];
}

const ownerColumn: Column<InboxRow> = {
  id: 'owner',
  header: 'Owner',
  width: 'minmax(5.5rem, 0.8fr)',
  cell: ({ owner, found }) => <OwnerCell owner={owner} found={found} />,
};

function CategoryText({ row }: { row: InboxRow }) {
  if (row.lineCount === 0) return row.category ?? <Missing what="No category" />;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Rows3 aria-hidden="true" size={13} className="shrink-0 text-muted" />
      <span className="truncate">
        {row.category ?? 'No category'}
        <span className="text-muted">
          {' '}
          · {row.lineCount} {row.lineCount === 1 ? 'line' : 'lines'}
        </span>
      </span>
    </span>
  );
}
