'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { MenuItem, MenuSection } from '#components/ui/menu.tsx';
import type { ItemSort } from '#lib/domain/inbox-choices.ts';
import type { ListMenuProps } from './list-menu.tsx';

/** How each order begins, and how it begins when turned round. */
const orders: Record<ItemSort, { label: string; first: string; turned: string; isDescending: boolean }> = {
  added: { label: 'Added', first: 'Newest first', turned: 'Oldest first', isDescending: true },
  archived: { label: 'Published', first: 'Newest first', turned: 'Oldest first', isDescending: true },
  date: { label: 'Date', first: 'Newest first', turned: 'Oldest first', isDescending: true },
  due: { label: 'Due date', first: 'Latest first', turned: 'Earliest first', isDescending: true },
  contact: { label: 'Name', first: 'From A to Z', turned: 'From Z to A', isDescending: false },
  category: { label: 'Category', first: 'From A to Z', turned: 'From Z to A', isDescending: false },
  total: { label: 'Total', first: 'Largest first', turned: 'Smallest first', isDescending: true },
  tax: { label: 'Tax', first: 'Largest first', turned: 'Smallest first', isDescending: true },
  status: { label: 'Status', first: 'Most to do first', turned: 'Least to do first', isDescending: false },
};

/** What can be shown, and the orders it can be in. */
export function ListMenuItems<Sort extends ItemSort>({
  filters = [],
  sorts,
  sort,
  isDescending,
  onSort,
}: ListMenuProps<Sort>) {
  return (
    <>
      {filters.length > 0 && (
        <MenuSection title="Show">
          {filters.map(({ label, count, isCurrent, onChoose }) => (
            <MenuItem key={label} id={label} textValue={label} isCurrent={isCurrent} onAction={onChoose}>
              {label}
              {count !== undefined && <span className="ml-1.5 text-xs text-muted tabular-nums">{count}</span>}
            </MenuItem>
          ))}
        </MenuSection>
      )}
      <MenuSection title="Sort by">
        {sorts.map((each) => {
          const order = orders[each];
          const isCurrent = each === sort;
          const isTurned = isCurrent && isDescending !== order.isDescending;
          return (
            <MenuItem
              key={each}
              id={`sort-${each}`}
              textValue={order.label}
              isCurrent={isCurrent}
              icon={isCurrent ? isDescending ? <ArrowDown /> : <ArrowUp /> : <span className="size-4" />}
              description={isTurned ? order.turned : order.first}
              onAction={() => onSort(each, isCurrent ? !isDescending : order.isDescending)}
            >
              {order.label}
            </MenuItem>
          );
        })}
      </MenuSection>
    </>
  );
}
