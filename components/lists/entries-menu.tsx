'use client';

import { ArrowDown, ArrowUp, Check, ListFilter as FilterIcon } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Menu, MenuItem, MenuSection } from '#components/ui/menu.tsx';
import type { Sort } from '#components/ui/table.tsx';
import type { FilterCounts, FilterName } from '#lib/lists/browse/browse.ts';
import { filterChoices, type ListFilter } from './list-filter.ts';

/** What is shown and in which order, where rows are cards and there are no headings to press. */
export function EntriesMenu({
  filters,
  counts,
  chosen,
  onFilter,
  showsArchived,
  onArchived,
  sorts,
  sort,
  onSort,
}: {
  filters: readonly ListFilter[];
  counts: FilterCounts | undefined;
  chosen: { [name in FilterName]: string };
  onFilter: (name: FilterName, value: string) => void;
  showsArchived: boolean;
  onArchived: (showsArchived: boolean) => void;
  sorts: readonly { id: string; header: string }[];
  sort: Sort;
  onSort: (sort: Sort) => void;
}) {
  const { numbers } = useFormats();
  return (
    <Menu
      label="Show and sort"
      trigger={<Button icon={<FilterIcon aria-hidden="true" size={15} />}>Show and sort</Button>}
    >
      {filters.map((filter) => (
        <MenuSection key={filter.name} title={filter.label}>
          {filterChoices(filter, counts, numbers).map(({ value, label, ...choice }) => (
            <MenuItem
              key={value}
              id={`${filter.name}-${value}`}
              textValue={label}
              isCurrent={value === chosen[filter.name]}
              onAction={() => onFilter(filter.name, value)}
            >
              {label}
              {'count' in choice && <span className="ml-1.5 text-xs text-muted tabular-nums">{choice.count}</span>}
            </MenuItem>
          ))}
        </MenuSection>
      ))}
      <MenuSection title="Archived entries">
        <MenuItem
          id="archived"
          textValue="Show archived"
          isCurrent={showsArchived}
          icon={showsArchived ? <Check /> : <span className="size-4" />}
          onAction={() => onArchived(!showsArchived)}
        >
          Show archived
        </MenuItem>
      </MenuSection>
      <MenuSection title="Sort by">
        {sorts.map(({ id, header }) => {
          const isCurrent = id === sort.column;
          const isDescending = isCurrent && sort.direction === 'descending';
          return (
            <MenuItem
              key={id}
              id={`sort-${id}`}
              textValue={header}
              isCurrent={isCurrent}
              icon={isCurrent ? isDescending ? <ArrowDown /> : <ArrowUp /> : <span className="size-4" />}
              onAction={() =>
                onSort({ column: id, direction: isCurrent && !isDescending ? 'descending' : 'ascending' })
              }
            >
              {header}
            </MenuItem>
          );
        })}
      </MenuSection>
    </Menu>
  );
}
