'use client';

import { Percent } from 'lucide-react';
import { useMemo } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Column } from '#components/ui/table.tsx';
import type { TaxComponent } from '#lib/domain/lists.ts';
import { formatRate } from '#lib/domain/tax.ts';
import type { TaxRateRow } from '#lib/lists/browse/tax-rates.ts';
import { classNames } from './account-names.ts';
import { NameCell, TextCell } from './cells.tsx';
import { ListTable, type ListTableProps } from './list-table.tsx';
import { type SetVisible, useVisibility, VisibleSwitch } from './visible-switch.tsx';

type Props = Pick<ListTableProps<TaxRateRow>, 'first' | 'query' | 'load'> & { setVisible: SetVisible };

const everyClass = Object.keys(classNames).length;

export function TaxRatesTable({ setVisible, ...props }: Props) {
  const visibility = useVisibility(setVisible);
  const columns = useMemo<readonly Column<TaxRateRow>[]>(
    () => [
      {
        id: 'name',
        header: 'Name',
        cell: (rate) => <NameCell {...rate} />,
        width: 'minmax(13rem, 2fr)',
        isSortable: true,
        phone: 'title',
      },
      {
        id: 'taxType',
        header: 'Code',
        cell: ({ taxType }) => taxType,
        width: 'minmax(7rem, 1fr)',
        isSortable: true,
        phone: 'detail',
      },
      { id: 'rate', header: 'Rate', cell: formatRate, width: '5rem', align: 'end', isSortable: true, phone: 'value' },
      {
        id: 'components',
        header: 'Components',
        cell: ({ components }) => <TextCell text={describeComponents(components)} />,
        width: 'minmax(8rem, 1.3fr)',
      },
      {
        id: 'appliesTo',
        header: 'Applies to',
        cell: (rate) => <TextCell text={describeClasses(rate)} />,
        width: 'minmax(9rem, 1.6fr)',
      },
      {
        id: 'visible',
        header: 'Visible',
        cell: (rate) => <VisibleSwitch entry={rate} visibility={visibility} />,
        width: '4rem',
        phone: 'mark',
      },
    ],
    [visibility],
  );
  return (
    <ListTable
      {...props}
      label="Tax rates"
      columns={columns}
      minWidth="56rem"
      empty={
        <EmptyState icon={<Percent />} title="No tax rates yet">
          They come from your accounting software, and appear here after the first refresh.
        </EmptyState>
      }
    />
  );
}

/** A rate of one component says nothing beyond its own name. */
function describeComponents(components: TaxComponent[]): string {
  if (components.length < 2 && !components.some(({ isNonRecoverable }) => isNonRecoverable)) return '';
  return components
    .map(({ name, rate, isCompound, isNonRecoverable }) => {
      const notes = [isCompound && 'compound', isNonRecoverable && 'not recoverable'].filter(Boolean);
      return `${name} ${formatRate({ effectiveRate: rate })}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
    })
    .join(' + ');
}

function describeClasses({ appliesTo }: TaxRateRow): string {
  if (appliesTo.length === everyClass) return 'All accounts';
  return appliesTo.map((name) => classNames[name]).join(', ');
}
