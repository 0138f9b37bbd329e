'use client';

import { Tag } from 'lucide-react';
import { useCallback } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Column } from '#components/ui/table.tsx';
import { isolated } from '#lib/domain/isolated.ts';
import type { Result } from '#lib/domain/result.ts';
import type { EntryPage, ListQuery } from '#lib/lists/browse/browse.ts';
import type { TrackingOptionRow } from '#lib/lists/browse/browse-tracking.ts';
import { NameCell } from './cells.tsx';
import { ListTable, type ListTableProps } from './list-table.tsx';
import { usesColumn } from './uses-column.tsx';

type Props = Pick<ListTableProps<TrackingOptionRow>, 'first' | 'query'> & {
  category: { id: string; name: string };
  load: (query: ListQuery & { categoryId: string }) => Promise<Result<EntryPage<TrackingOptionRow>>>;
};

const columns: readonly Column<TrackingOptionRow>[] = [
  { id: 'name', header: 'Option', cell: (option) => <NameCell {...option} />, isSortable: true, phone: 'title' },
  { ...usesColumn, phone: 'value' },
];

/** The options of one tracking category. */
export function TrackingTable({ category, load, ...props }: Props) {
  const categoryId = category.id;
  const loadOptions = useCallback((query: ListQuery) => load({ ...query, categoryId }), [load, categoryId]);
  return (
    <ListTable
      {...props}
      load={loadOptions}
      noun={{ one: 'option', many: 'options' }}
      className="pt-3"
      columns={columns}
      empty={
        <EmptyState icon={<Tag />} title={`${isolated(category.name)} has no options`}>
          Add some in your accounting software, then reload.
        </EmptyState>
      }
    />
  );
}
