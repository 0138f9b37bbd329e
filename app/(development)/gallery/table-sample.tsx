'use client';

import { FileText, MoreHorizontal, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { formatDecimal } from '#components/ui/parse-decimal.ts';
import { SearchField } from '#components/ui/search-field.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { type Column, type Sort, Table } from '#components/ui/table.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { Toolbar } from '#components/ui/toolbar.tsx';
import { formatDate } from '#lib/domain/calendar-date.ts';
import { type SampleItem, sampleItems } from './sample-data.ts';

const columns: readonly Column<SampleItem>[] = [
  { id: 'on', header: 'Date', cell: (item) => formatDate(item.on), width: '6.5rem', isSortable: true, phone: 'detail' },
  {
    id: 'supplier',
    header: 'Supplier',
    cell: (item) => <span className="font-medium">{item.supplier}</span>,
    width: 'minmax(12rem, 2fr)',
    isSortable: true,
    phone: 'title',
  },
  {
    id: 'category',
    header: 'Category',
    cell: (item) => item.category || <span className="text-warning">Choose a category</span>,
    width: 'minmax(8rem, 1.4fr)',
  },
  {
    id: 'total',
    header: 'Total',
    cell: (item) => formatDecimal(item.total),
    width: '6.5rem',
    align: 'end',
    isSortable: true,
    phone: 'value',
  },
  { id: 'tax', header: 'Tax', cell: (item) => formatDecimal(item.tax), width: '5rem', align: 'end' },
  {
    id: 'status',
    header: 'Status',
    cell: (item) => <StatusBadge status={item.status} />,
    width: '7.5rem',
    phone: 'mark',
  },
];

export function TableSample() {
  const [count, setCount] = useState(10_000);
  const [query, setQuery] = useState('');
  const [sort, setSort] = useState<Sort>({ column: 'on', direction: 'descending' });
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const all = useMemo(() => sampleItems(count), [count]);
  const rows = useMemo(() => {
    const found = all.filter(({ supplier }) => supplier.toLowerCase().includes(query.toLowerCase()));
    const side = sort.direction === 'ascending' ? 1 : -1;
    const compare: Record<string, (one: SampleItem, other: SampleItem) => number> = {
      on: (one, other) => one.on.localeCompare(other.on),
      supplier: (one, other) => one.supplier.localeCompare(other.supplier),
      total: (one, other) => Number(one.total) - Number(other.total),
    };
    return found.toSorted((one, other) => side * (compare[sort.column]?.(one, other) ?? 0));
  }, [all, query, sort]);

  return (
    <>
      <Toolbar>
        <SearchField label="Search costs" value={query} onChange={setQuery} className="w-64 max-sm:flex-1" />
        {selection.size > 0 && <span className="text-muted tabular-nums">{selection.size} selected</span>}
        <span className="flex-1" />
        <Button size="small" onPress={() => setCount(count === 0 ? 10_000 : 0)}>
          {count === 0 ? 'Fill' : 'Empty'}
        </Button>
        <Button size="small" variant="primary" icon={<Plus size={14} />}>
          Add documents
        </Button>
      </Toolbar>
      <Table
        label="Costs"
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        rowLabel={(item) => item.supplier}
        href={(item) => `/gallery?item=${item.id}`}
        actions={(item) => <RowActions item={item} />}
        actionsWidth="7rem"
        sort={sort}
        onSort={setSort}
        selection={selection}
        onSelectionChange={setSelection}
        minWidth="56rem"
        empty={
          <EmptyState
            icon={<FileText />}
            title="Your inbox is empty"
            action={<Button variant="primary">Add documents</Button>}
          >
            Invoices and receipts wait here until they are published. Drop files anywhere on this page to begin.
          </EmptyState>
        }
      />
    </>
  );
}

const rowKey = (item: SampleItem) => item.id;

function RowActions({ item }: { item: SampleItem }) {
  return (
    <>
      {item.status === 'ready' && (
        <Button size="small" onPress={() => toast({ title: `Published ${item.supplier}` })} className="max-sm:hidden">
          Publish
        </Button>
      )}
      <Menu
        label={`Actions for ${item.supplier}`}
        trigger={<IconButton label={`More for ${item.supplier}`} icon={<MoreHorizontal size={16} />} size="small" />}
      >
        <MenuItem id="archive">Move to archive</MenuItem>
        <MenuSeparator />
        <MenuItem id="delete" tone="danger">
          Delete
        </MenuItem>
      </Menu>
    </>
  );
}
