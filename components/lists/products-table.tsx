'use client';

import { Package } from 'lucide-react';
import { useMemo } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import type { Column } from '#components/ui/table.tsx';
import { type NumberForm, writeNumber } from '#lib/domain/number-form.ts';
import type { ProductRow, ProductSide } from '#lib/lists/browse/browse-products.ts';
import { CodeCell, NameCell, TextCell } from './cells.tsx';
import type { ListFilter } from './list-filter.ts';
import { ListTable, type ListTableProps } from './list-table.tsx';
import { usesColumn } from './uses-column.tsx';

type Props = Pick<ListTableProps<ProductRow>, 'first' | 'query' | 'load'>;

const noun = { one: 'product or service', many: 'products and services' };

const filters: readonly ListFilter[] = [
  {
    name: 'kind',
    label: 'Bought or sold',
    all: 'All',
    choices: [
      { value: 'bought', label: 'Bought' },
      { value: 'sold', label: 'Sold' },
    ],
  },
];

const columnsOf = (numbers: NumberForm): readonly Column<ProductRow>[] => [
  {
    id: 'code',
    header: 'Code',
    cell: ({ code }) => <CodeCell code={code} />,
    width: '7rem',
    isSortable: true,
    phone: 'detail',
  },
  {
    id: 'name',
    header: 'Name',
    cell: (product) => (
      <NameCell {...product} {...(product.description && { title: `${product.name}: ${product.description}` })} />
    ),
    width: 'minmax(11rem, 1.6fr)',
    isSortable: true,
    phone: 'title',
  },
  ...sides('bought', 'Bought', 'value', numbers),
  ...sides('sold', 'Sold', 'mark', numbers),
  usesColumn,
];

/** What a product costs, or is sold for, and how it is coded then. */
function sides(
  id: 'bought' | 'sold',
  title: string,
  phone: 'value' | 'mark',
  numbers: NumberForm,
): readonly Column<ProductRow>[] {
  return [
    {
      id,
      header: `${title} at`,
      cell: (product) => <TextCell text={product[id]?.price ? writeNumber(product[id].price, numbers) : null} />,
      width: '6rem',
      align: 'end',
      isSortable: true,
      phone,
    },
    {
      id: `${id}To`,
      header: `${title}: account and tax`,
      cell: (product) => <TextCell text={coded(product[id])} />,
      width: 'minmax(9rem, 1fr)',
      isSecondary: id === 'sold',
    },
  ];
}

const coded = (side: ProductSide | null) => [side?.account, side?.taxRate].filter(Boolean).join(', ');

/** What the business buys and sells, as its books know it. */
export function ProductsTable(props: Props) {
  const { numbers } = useFormats();
  const columns = useMemo(() => columnsOf(numbers), [numbers]);
  return (
    <ListTable
      {...props}
      noun={noun}
      filters={filters}
      columns={columns}
      minWidth="60rem"
      empty={
        <EmptyState icon={<Package />} title="No products and services yet">
          They come from your accounting software, and appear here after a refresh.
        </EmptyState>
      }
    />
  );
}
