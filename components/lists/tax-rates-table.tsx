'use client';

import { Percent } from 'lucide-react';
import { useMemo } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import type { Column } from '#components/ui/table.tsx';
import type { TaxComponent } from '#lib/domain/lists.ts';
import type { NumberForm } from '#lib/domain/number-form.ts';
import { formatRate } from '#lib/domain/tax.ts';
import type { TaxRateRow } from '#lib/lists/browse/browse-tax-rates.ts';
import { accountClasses, classNames, pluralClassNames } from './account-classes.ts';
import { NameCell, TextCell } from './cells.tsx';
import { type OwnEntry, OwnEntryMenu, type OwnList } from './keep-own-entries.tsx';
import { hiddenFilter, type ListFilter } from './list-filter.ts';
import { ListTable, type ListTableProps } from './list-table.tsx';
import { useVisibility, type VisibilityHandlers } from './use-visibility.ts';
import { usesColumn } from './uses-column.tsx';
import { VisibleSwitch } from './visible-switch.tsx';

type Props = Pick<ListTableProps<TaxRateRow>, 'first' | 'query' | 'load'> & {
  handlers: VisibilityHandlers;
  /** Of a list that the business keeps itself. */
  own?: OwnList | undefined;
};

const noun = { one: 'tax rate', many: 'tax rates' };

const filters: readonly ListFilter[] = [
  {
    name: 'kind',
    label: 'May be used with',
    all: 'All',
    choices: accountClasses.map((value) => ({ value, label: pluralClassNames[value] })),
  },
  hiddenFilter,
];

const everyClass = Object.keys(classNames).length;

/** Most countries' rates have one component, which says nothing beyond the rate itself. */
const componentsColumn = (numbers: NumberForm): Column<TaxRateRow> => ({
  id: 'components',
  header: 'Components',
  cell: ({ components }) => <TextCell text={describeComponents(components, numbers)} />,
  width: 'minmax(8rem, 1.3fr)',
});

/** What tax there is, of what parts, and which accounts may carry it. */
export function TaxRatesTable({ handlers, own, ...props }: Props) {
  const visibility = useVisibility(handlers, props.first, noun);
  const { numbers } = useFormats();
  const hasComponents = props.first.rows.some(({ components }) => describeComponents(components, numbers) !== '');
  const columns = useMemo<readonly Column<TaxRateRow>[]>(
    () => [
      {
        id: 'name',
        header: 'Name',
        cell: (rate) => <NameCell {...rate} />,
        width: 'minmax(15rem, 2.6fr)',
        isSortable: true,
        phone: 'title',
      },
      {
        id: 'taxType',
        header: 'Code',
        cell: ({ taxType }) => taxType,
        width: 'minmax(10rem, 1fr)',
        isSortable: true,
        phone: 'detail',
      },
      {
        id: 'rate',
        header: 'Rate',
        cell: (rate) => formatRate(rate, numbers),
        width: '5rem',
        align: 'end',
        isSortable: true,
        phone: 'value',
      },
      ...(hasComponents ? [componentsColumn(numbers)] : []),
      {
        id: 'appliesTo',
        header: 'Applies to',
        cell: (rate) => <TextCell text={describeClasses(rate)} />,
        width: 'minmax(9rem, 1.6fr)',
      },
      usesColumn,
      {
        id: 'visible',
        header: 'Visible',
        cell: (rate) => <VisibleSwitch entry={rate} visibility={visibility} />,
        width: '4rem',
        phone: 'mark',
      },
    ],
    [visibility, hasComponents, numbers],
  );
  return (
    <ListTable
      {...props}
      {...(own && {
        actions: (row: TaxRateRow) => <OwnEntryMenu entry={entryOf(row)} isArchived={row.isArchived} {...own} />,
        actionsWidth: '3rem',
      })}
      noun={noun}
      filters={filters}
      visibility={visibility}
      columns={columns}
      minWidth="56rem"
      empty={
        <EmptyState icon={<Percent />} title="No tax rates yet">
          {own
            ? 'Add the first one, or import a file of them.'
            : 'They come from your accounting software, and appear here after the first refresh.'}
        </EmptyState>
      }
    />
  );
}

function describeComponents(components: TaxComponent[], numbers: NumberForm): string {
  if (components.length < 2 && !components.some(({ isNonRecoverable }) => isNonRecoverable)) return '';
  return components
    .map(({ name, rate, isCompound, isNonRecoverable }) => {
      const notes = [isCompound && 'compound', isNonRecoverable && 'not recoverable'].filter(Boolean);
      return `${name} ${formatRate({ effectiveRate: rate }, numbers)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
    })
    .join(' + ');
}

function describeClasses({ appliesTo }: TaxRateRow): string {
  if (appliesTo.length === everyClass) return 'All accounts';
  return appliesTo.map((name) => classNames[name]).join(', ');
}

function entryOf({ id, name, taxType, effectiveRate }: TaxRateRow): OwnEntry & { id: string } {
  return { list: 'tax-rates', id, name, code: taxType, rate: effectiveRate, type: 'EXPENSE', taxType: null };
}
