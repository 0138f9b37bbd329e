'use client';

import { CreditCard } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Column } from '#components/ui/table.tsx';
import type { PaymentMethodRow } from '#lib/lists/browse/browse-accounts.ts';
import { CodeCell, NameCell, TextCell } from './cells.tsx';
import { ListTable, type ListTableProps } from './list-table.tsx';

type Props = Pick<ListTableProps<PaymentMethodRow>, 'first' | 'query' | 'load'>;

const columns: readonly Column<PaymentMethodRow>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: (account) => <NameCell {...account} />,
    width: 'minmax(12rem, 2fr)',
    isSortable: true,
    phone: 'title',
  },
  {
    id: 'code',
    header: 'Code',
    cell: ({ code }) => <CodeCell code={code} />,
    width: '6rem',
    isSortable: true,
    phone: 'value',
  },
  {
    id: 'type',
    header: 'Type',
    cell: ({ typeName }) => typeName,
    width: 'minmax(8rem, 1fr)',
    isSortable: true,
    phone: 'detail',
  },
  {
    id: 'currency',
    header: 'Currency',
    cell: ({ currencyCode }) => <TextCell text={currencyCode} />,
    width: '6rem',
    isSortable: true,
  },
  {
    id: 'number',
    header: 'Number',
    cell: ({ numberEnd }) => <MaskedNumber end={numberEnd} />,
    width: '8rem',
    phone: 'mark',
  },
];

export function PaymentMethodsTable(props: Props) {
  return (
    <ListTable
      {...props}
      noun={{ one: 'payment method', many: 'payment methods' }}
      columns={columns}
      minWidth="44rem"
      empty={
        <EmptyState icon={<CreditCard />} title="No payment methods yet">
          They are your bank accounts, and the accounts that take payments. They appear here after the first refresh.
        </EmptyState>
      }
    />
  );
}

function MaskedNumber({ end }: { end: string | null }) {
  if (!end) return <TextCell text={null} />;
  return (
    <span className="tabular-nums">
      <span aria-hidden="true">•••• </span>
      <span className="sr-only">ends in </span>
      {end}
    </span>
  );
}
