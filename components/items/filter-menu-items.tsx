'use client';

import { MenuItem, MenuSection } from '#components/ui/menu.tsx';
import { type ItemFilterName, itemFilterNames } from '#lib/domain/inbox-choices.ts';
import { filterGroups, filterLabel, itemFilters } from '#lib/domain/item-filters.ts';
import type { FilterMenuProps } from './filter-bar.tsx';

/** All that can be filtered by. */
export function FilterMenuItems({ workspace, facts, seesAll, onChoose }: FilterMenuProps) {
  const isOffered = (name: ItemFilterName) => {
    const spec = itemFilters[name];
    if (name === 'tracking1') return facts.tracking.length > 0 && seesAll;
    if (name === 'tracking2') return facts.tracking.length > 1 && seesAll;
    return spec.kind !== 'entries' || spec.list === 'flags' || seesAll;
  };
  return filterGroups.map((group) => (
    <MenuSection key={group} title={group}>
      {itemFilterNames
        .filter((name) => itemFilters[name].group === group && isOffered(name))
        .map((name) => {
          const label = filterLabel(name, workspace, facts.tracking);
          return (
            <MenuItem key={name} id={name} textValue={label} onAction={() => onChoose(name)}>
              {label}
            </MenuItem>
          );
        })}
    </MenuSection>
  ));
}
