'use client';

import { Building2, UsersRound } from 'lucide-react';
import { useMemo } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import type { Column } from '#components/ui/table.tsx';
import { writeCount } from '#lib/domain/number-form.ts';
import type { ContactRow } from '#lib/lists/browse/browse-contacts.ts';
import { CodeCell, NameCell, TextCell } from './cells.tsx';
import type { ListFilter } from './list-filter.ts';
import { ListTable, type ListTableProps } from './list-table.tsx';
import { RelativeTime } from './relative-time.tsx';

type Props = Pick<ListTableProps<ContactRow>, 'first' | 'query' | 'load'> & {
  /** Of the list's page; each contact's own lies under it. */
  path: string;
  /** The accounting software's name; null for a business that was never connected. */
  ledgerTitle: string | null;
};

const columnsOf = (ledgerTitle: string | null): readonly Column<ContactRow>[] => [
  {
    id: 'name',
    header: 'Name',
    cell: (contact) => (
      <NameCell {...contact}>
        {contact.isOnlyHere && <StatusBadge tone="info" text={`Not yet in ${ledgerTitle ?? 'your books'}`} />}
      </NameCell>
    ),
    width: 'minmax(13rem, 2fr)',
    isSortable: true,
    phone: 'title',
  },
  {
    id: 'aliases',
    header: 'Aliases',
    cell: ({ aliases }) => <TextCell text={aliases.join(', ')} />,
    width: 'minmax(7rem, 1.2fr)',
  },
  {
    id: 'items',
    header: 'Items',
    cell: ({ openItems, publishedItems }) => <ItemCounts open={openItems} published={publishedItems} />,
    width: '11rem',
    isSortable: true,
    phone: 'value',
  },
  {
    id: 'lastUsed',
    header: 'Last used',
    cell: ({ lastUsedAt }) =>
      lastUsedAt ? <RelativeTime instant={lastUsedAt.toISOString()} /> : <TextCell text={null} />,
    width: '8rem',
    isSortable: true,
  },
  {
    id: 'email',
    header: 'E-mail',
    cell: ({ email }) => <TextCell text={email} />,
    width: 'minmax(9rem, 1.2fr)',
    isSortable: true,
    phone: 'detail',
  },
  {
    id: 'taxNumber',
    header: 'Tax number',
    cell: ({ taxNumber }) => <CodeCell code={taxNumber} />,
    width: 'minmax(7rem, 0.8fr)',
    isSortable: true,
    isSecondary: true,
  },
];

/** `2 open, 14 published`; what is none is not said. */
function ItemCounts({ open, published }: { open: number; published: number }) {
  const { numbers } = useFormats();
  const parts = [
    open > 0 && `${writeCount(open, numbers)} open`,
    published > 0 && `${writeCount(published, numbers)} published`,
  ].filter(Boolean);
  return parts.length > 0 ? <span className="tabular-nums">{parts.join(', ')}</span> : <TextCell text={null} />;
}

const filtersOf = (ledgerTitle: string | null): readonly ListFilter[] => [
  {
    name: 'show',
    label: 'Which to show',
    all: 'All',
    choices: [
      { value: 'used', label: 'In use' },
      { value: 'here', label: ledgerTitle ? `Not yet in ${ledgerTitle}` : 'Made here' },
      { value: 'alike', label: 'Duplicates' },
    ],
  },
];

function ContactsTable({ ledgerTitle, path, ...props }: Props & Pick<ListTableProps<ContactRow>, 'noun' | 'empty'>) {
  const columns = useMemo(() => columnsOf(ledgerTitle), [ledgerTitle]);
  const filters = useMemo(() => filtersOf(ledgerTitle), [ledgerTitle]);
  return (
    <ListTable {...props} columns={columns} filters={filters} href={({ id }) => `${path}/${id}`} minWidth="58rem" />
  );
}

export function SuppliersTable(props: Props) {
  return (
    <ContactsTable
      {...props}
      noun={{ one: 'supplier', many: 'suppliers' }}
      empty={
        <EmptyState icon={<Building2 />} title="No suppliers yet">
          They come from your accounting software, and from the items you code: a new supplier is created there when its
          first item is published.
        </EmptyState>
      }
    />
  );
}

export function CustomersTable(props: Props) {
  return (
    <ContactsTable
      {...props}
      noun={{ one: 'customer', many: 'customers' }}
      empty={
        <EmptyState icon={<UsersRound />} title="No customers yet">
          They come from your accounting software, and appear here after a refresh.
        </EmptyState>
      }
    />
  );
}
