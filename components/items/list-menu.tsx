'use client';

import { ListFilter } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { later } from '#components/ui/later.ts';
import { Menu } from '#components/ui/menu.tsx';
import type { ItemSort } from '#lib/domain/inbox-choices.ts';

const items = later(() => import('./list-menu-items.tsx'));

export type ListMenuProps<Sort extends ItemSort> = {
  filters?: readonly { label: string; count?: string; isCurrent: boolean; onChoose: () => void }[];
  sorts: readonly Sort[];
  sort: Sort;
  isDescending: boolean;
  onSort: (sort: Sort, isDescending: boolean) => void;
};

/**
 * What is shown and in which order, where rows are cards and there are no headings to press. The order that holds is
 * turned round when it is chosen again.
 */
export function ListMenu<Sort extends ItemSort>(props: ListMenuProps<Sort>) {
  const { filters = [] } = props;
  const shown = filters.find(({ isCurrent }) => isCurrent)?.label;
  const label = shown ? 'Show and sort' : 'Sort';
  return (
    <Menu
      label={label}
      items={items}
      trigger={
        <Button icon={<ListFilter aria-hidden="true" size={15} />} aria-label={shown ? `${label}: ${shown}` : label}>
          {shown ?? label}
        </Button>
      }
    >
      <Items {...props} />
    </Menu>
  );
}

function Items<Sort extends ItemSort>(props: ListMenuProps<Sort>) {
  const part = items.now();
  return part && <part.ListMenuItems {...props} />;
}
