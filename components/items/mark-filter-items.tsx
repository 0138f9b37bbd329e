'use client';

import { Flag } from 'lucide-react';
import { MenuItem, MenuSection } from '#components/ui/menu.tsx';
import { flagClasses } from './flag-mark.tsx';
import type { MarkFilterProps } from './mark-filter.tsx';

/** What can be shown by reading and flag. */
export function MarkFilterItems({ flags, flag, unread, onChange }: MarkFilterProps) {
  return (
    <>
      <MenuSection title="Show">
        <MenuItem id="all" textValue="All" isCurrent={!unread} onAction={() => onChange({ unread: null })}>
          Read and unread
        </MenuItem>
        <MenuItem id="unread" textValue="Unread" isCurrent={unread} onAction={() => onChange({ unread: true })}>
          Unread
        </MenuItem>
      </MenuSection>
      <MenuSection title="Flag">
        <MenuItem
          id="every"
          textValue="With or without"
          isCurrent={flag === null}
          onAction={() => onChange({ flag: null })}
        >
          With or without
        </MenuItem>
        <MenuItem id="any" textValue="Any flag" isCurrent={flag === 'any'} onAction={() => onChange({ flag: 'any' })}>
          Any flag
        </MenuItem>
        {flags.map(({ id, name, colour }) => (
          <MenuItem
            key={id}
            id={id}
            textValue={name}
            isCurrent={flag === id}
            icon={<Flag fill="currentColor" className={flagClasses[colour]} />}
            onAction={() => onChange({ flag: id })}
          >
            {name}
          </MenuItem>
        ))}
      </MenuSection>
    </>
  );
}
