'use client';

import type { ReactNode } from 'react';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import type { Column } from '#components/ui/table.tsx';
import type { PaymentMethodRow } from '#lib/lists/browse/browse-payment-methods.ts';
import { NameCell, TextCell } from './cells.tsx';
import type { ListFilter } from './list-filter.ts';
import { ListTable, type ListTableProps } from './list-table.tsx';
import { usesColumn } from './uses-column.tsx';

type Props = Pick<ListTableProps<PaymentMethodRow>, 'first' | 'query' | 'load' | 'actions' | 'onOpen' | 'empty'>;

const noun = { one: 'payment method', many: 'payment methods' };

const troubles: Record<NonNullable<PaymentMethodRow['trouble']>, string> = {
  noAccount: 'Needs a bank account',
  archivedAccount: 'Bank account is archived',
  otherBooks: 'Bank account of other books',
};

const troubleFilter: ListFilter = {
  name: 'show',
  label: 'To be looked at',
  all: 'All',
  choices: [{ value: 'trouble', label: 'Needs a bank account' }],
};

const columns: readonly Column<PaymentMethodRow>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: (method) => (
      <NameCell {...method}>
        {method.trouble && !method.isArchived && <StatusBadge tone="warning" text={troubles[method.trouble]} />}
      </NameCell>
    ),
    width: 'minmax(12rem, 1.6fr)',
    isSortable: true,
    phone: 'title',
  },
  {
    id: 'card',
    header: 'Card',
    cell: ({ cardLast4 }) => <LastDigits digits={cardLast4} />,
    width: '6rem',
    phone: 'value',
  },
  {
    id: 'account',
    header: 'Bank account',
    cell: ({ account, numberEnd }) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="truncate">
          <TextCell text={account} />
        </span>
        {numberEnd && (
          <span className="shrink-0 text-xs text-muted">
            <LastDigits digits={numberEnd} />
          </span>
        )}
      </span>
    ),
    width: 'minmax(10rem, 1.4fr)',
    isSortable: true,
    phone: 'detail',
  },
  {
    id: 'currency',
    header: 'Currency',
    cell: ({ currencyCode }) => <TextCell text={currencyCode} />,
    width: '5.5rem',
    isSortable: true,
    isSecondary: true,
  },
  {
    id: 'owner',
    header: 'Owner',
    cell: ({ owner }) => <TextCell text={owner} />,
    width: 'minmax(7rem, 0.8fr)',
    isSortable: true,
  },
  usesColumn,
];

/** How the business pays. */
export function PaymentMethodsTable(props: Props): ReactNode {
  const hasTrouble = (props.first.counts?.show?.trouble ?? 0) > 0 || props.query.filters.show !== undefined;
  return (
    <ListTable
      {...props}
      noun={noun}
      filters={hasTrouble ? filters : []}
      columns={columns}
      actionsWidth="2rem"
      minWidth="50rem"
    />
  );
}

const filters = [troubleFilter];

function LastDigits({ digits }: { digits: string | null }) {
  if (!digits) return <TextCell text={null} />;
  return (
    <span className="tabular-nums">
      <span aria-hidden="true">•••• </span>
      <span className="sr-only">ends in </span>
      {digits}
    </span>
  );
}
