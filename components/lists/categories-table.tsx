'use client';

import { ListTree } from 'lucide-react';
import { useMemo } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Column } from '#components/ui/table.tsx';
import { ownAccountType } from '#lib/domain/own-lists.ts';
import type { CategoryRow } from '#lib/lists/browse/browse-accounts.ts';
import { accountClasses, classNames, pluralClassNames } from './account-classes.ts';
import { CodeCell, NameCell, TextCell } from './cells.tsx';
import { type OwnEntry, OwnEntryMenu, type OwnList } from './keep-own-entries.tsx';
import { hiddenFilter, type ListFilter } from './list-filter.ts';
import { ListTable, type ListTableProps } from './list-table.tsx';
import { useVisibility, type VisibilityHandlers } from './use-visibility.ts';
import { usesColumn } from './uses-column.tsx';
import { VisibleSwitch } from './visible-switch.tsx';

type Props = Pick<ListTableProps<CategoryRow>, 'first' | 'query' | 'load'> & {
  handlers: VisibilityHandlers;
  /** Of a list that the business keeps itself. */
  own?: OwnList | undefined;
};

const noun = { one: 'category', many: 'categories' };

const filters: readonly ListFilter[] = [
  {
    name: 'kind',
    label: 'Class',
    all: 'All',
    choices: accountClasses.map((value) => ({ value, label: pluralClassNames[value] })),
  },
  hiddenFilter,
];

/** The chart of accounts, and what of it people are offered. */
export function CategoriesTable({ handlers, own, ...props }: Props) {
  const visibility = useVisibility(handlers, props.first, noun);
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
        cell: (account) => (
          <NameCell {...account} {...(account.description && { title: `${account.name}: ${account.description}` })} />
        ),
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
        isSecondary: true,
      },
      {
        id: 'taxRate',
        header: 'Tax rate',
        cell: ({ taxRateName }) => <TextCell text={taxRateName} />,
        width: 'minmax(9rem, 1.4fr)',
        isSortable: true,
      },
      usesColumn,
      {
        id: 'visible',
        header: 'Visible',
        cell: (account) =>
          account.isCodable ? (
            <VisibleSwitch entry={account} visibility={visibility} />
          ) : (
            <span
              className="text-xs text-muted"
              title="Your accounting software keeps this account itself: nothing is coded to it"
            >
              Never
            </span>
          ),
        width: '4rem',
        phone: 'mark',
      },
    ],
    [visibility],
  );
  return (
    <ListTable
      {...props}
      {...(own && {
        actions: (row: CategoryRow) => <OwnEntryMenu entry={entryOf(row, own)} isArchived={row.isArchived} {...own} />,
        actionsWidth: '3rem',
      })}
      noun={noun}
      filters={filters}
      visibility={visibility}
      columns={columns}
      minWidth="52rem"
      empty={
        <EmptyState icon={<ListTree />} title="No categories yet">
          {own
            ? 'Add the first one, or import a file of them.'
            : 'They are the accounts of your chart of accounts, and appear here after the first refresh.'}
        </EmptyState>
      }
    />
  );
}

function entryOf(
  { id, name, code, typeName, taxRateName }: CategoryRow,
  { taxRates }: OwnList,
): OwnEntry & { id: string } {
  return {
    ...{ list: 'categories', id, name, code: code ?? '', rate: '' },
    type: ownAccountType(typeName)?.type ?? 'EXPENSE',
    taxType: taxRates.find((rate) => rate.name === taxRateName)?.taxType ?? null,
  };
}
