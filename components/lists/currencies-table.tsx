'use client';

import { Coins } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import type { Column } from '#components/ui/table.tsx';
import type { CurrencyRow } from '#lib/lists/browse/browse-currencies.ts';
import { CodeCell, NameCell } from './cells.tsx';
import { ListTable, type ListTableProps } from './list-table.tsx';
import { usesColumn } from './uses-column.tsx';

type Props = Pick<ListTableProps<CurrencyRow>, 'first' | 'query' | 'load'>;

const columns: readonly Column<CurrencyRow>[] = [
  {
    id: 'code',
    header: 'Code',
    cell: ({ code }) => <CodeCell code={code} />,
    width: '6rem',
    isSortable: true,
    phone: 'detail',
  },
  {
    id: 'name',
    header: 'Name',
    cell: (currency) => (
      <NameCell {...currency}>{currency.isBase && <StatusBadge tone="info" text="Base currency" />}</NameCell>
    ),
    isSortable: true,
    phone: 'title',
  },
  { ...usesColumn, phone: 'value' },
];

/** The currencies that the books keep. */
export function CurrenciesTable(props: Props) {
  return (
    <ListTable
      {...props}
      noun={{ one: 'currency', many: 'currencies' }}
      columns={columns}
      empty={
        <EmptyState icon={<Coins />} title="No currencies yet">
          They come from your accounting software, and appear here after the first refresh.
        </EmptyState>
      }
    />
  );
}
