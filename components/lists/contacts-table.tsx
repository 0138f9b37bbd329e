'use client';

import { Building2, UsersRound } from 'lucide-react';
import { useMemo } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import type { Column } from '#components/ui/table.tsx';
import type { ContactRow } from '#lib/lists/browse/browse-contacts.ts';
import { CodeCell, NameCell, TextCell } from './cells.tsx';
import { ListTable, type ListTableProps } from './list-table.tsx';

type Props = Pick<ListTableProps<ContactRow>, 'first' | 'query' | 'load'> & {
  /** Of the list's page; each contact's own lies under it. */
  path: string;
  /** The accounting software's name; null for a business that was never connected. */
  ledgerTitle: string | null;
};

const customerColumns = (ledgerTitle: string | null): readonly Column<ContactRow>[] => [
  {
    id: 'name',
    header: 'Name',
    cell: (contact) => (
      <NameCell {...contact}>
        {contact.isOnlyHere && <StatusBadge tone="info" text={`Not yet in ${ledgerTitle ?? 'your books'}`} />}
      </NameCell>
    ),
    width: 'minmax(14rem, 2fr)',
    isSortable: true,
    phone: 'title',
  },
  {
    id: 'email',
    header: 'E-mail',
    cell: ({ email }) => <TextCell text={email} />,
    width: 'minmax(10rem, 1.4fr)',
    isSortable: true,
    phone: 'detail',
  },
  {
    id: 'taxNumber',
    header: 'Tax number',
    cell: ({ taxNumber }) => <CodeCell code={taxNumber} />,
    width: 'minmax(7rem, 0.8fr)',
  },
  {
    id: 'accountNumber',
    header: 'Account number',
    cell: ({ accountNumber }) => <CodeCell code={accountNumber} />,
    width: 'minmax(8rem, 0.8fr)',
    isSortable: true,
    phone: 'value',
  },
];

const supplierColumns = (ledgerTitle: string | null): readonly Column<ContactRow>[] => [
  ...customerColumns(ledgerTitle),
  {
    id: 'defaultAccount',
    header: 'Default account',
    cell: ({ defaultAccount }) => <TextCell text={defaultAccount} />,
    width: 'minmax(9rem, 1.2fr)',
  },
];

export function SuppliersTable({ ledgerTitle, path, ...props }: Props) {
  const columns = useMemo(() => supplierColumns(ledgerTitle), [ledgerTitle]);
  return (
    <ListTable
      {...props}
      noun={{ one: 'supplier', many: 'suppliers' }}
      columns={columns}
      href={({ id }) => `${path}/${id}`}
      minWidth="60rem"
      empty={
        <EmptyState icon={<Building2 />} title="No suppliers yet">
          They come from your accounting software, and from the items you code: a new supplier is created there when its
          first item is published.
        </EmptyState>
      }
    />
  );
}

export function CustomersTable({ ledgerTitle, path, ...props }: Props) {
  const columns = useMemo(() => customerColumns(ledgerTitle), [ledgerTitle]);
  return (
    <ListTable
      {...props}
      noun={{ one: 'customer', many: 'customers' }}
      columns={columns}
      href={({ id }) => `${path}/${id}`}
      minWidth="52rem"
      empty={
        <EmptyState icon={<UsersRound />} title="No customers yet">
          They come from your accounting software, and appear here after a refresh.
        </EmptyState>
      }
    />
  );
}
