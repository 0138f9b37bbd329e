'use client';

import { ListTree } from 'lucide-react';
import { useMemo } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Column } from '#components/ui/table.tsx';
import type { CategoryRow } from '#lib/lists/browse/browse-accounts.ts';
import { classNames } from './account-classes.ts';
import { CodeCell, NameCell, TextCell } from './cells.tsx';
import { ListTable, type ListTableProps } from './list-table.tsx';
import { type SetVisible, useVisibility, VisibleSwitch } from './visible-switch.tsx';

type Props = Pick<ListTableProps<CategoryRow>, 'first' | 'query' | 'load'> & { setVisible: SetVisible };

export function CategoriesTable({ setVisible, ...props }: Props) {
  const visibility = useVisibility(setVisible);
  const columns = useMemo<readonly Column<CategoryRow>[]>(
    () => [
      {
        id: 'code',
        header: 'Code',
        cell: ({ code }) => <CodeCell code={code} />,
        width: '5.5rem',
        isSortable: true,
        phone: 'value',
      },
      {
        id: 'name',
        header: 'Name',
        cell: (account) => <NameCell {...account} />,
        width: 'minmax(12rem, 2fr)',
        isSortable: true,
        phone: 'title',
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
        id: 'class',
        header: 'Class',
        cell: (account) => classNames[account.class],
        width: '6.5rem',
        isSortable: true,
      },
      {
        id: 'taxRate',
        header: 'Tax rate',
        cell: ({ taxRateName }) => <TextCell text={taxRateName} />,
        width: 'minmax(9rem, 1.4fr)',
        isSortable: true,
      },
      {
        id: 'visible',
        header: 'Visible',
        cell: (account) => <VisibleSwitch entry={account} visibility={visibility} />,
        width: '4rem',
        phone: 'mark',
      },
    ],
    [visibility],
  );
  return (
    <ListTable
      {...props}
      noun={{ one: 'category', many: 'categories' }}
      columns={columns}
      minWidth="52rem"
      empty={
        <EmptyState icon={<ListTree />} title="No categories yet">
          They are the accounts of your chart of accounts, and appear here after the first refresh.
        </EmptyState>
      }
    />
  );
}
