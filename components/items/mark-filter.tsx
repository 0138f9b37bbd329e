'use client';

import { Flag } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSection } from '#components/ui/menu.tsx';
import type { ItemFlag } from '#lib/domain/flag.ts';
import { flagClasses } from './flag-mark.tsx';

export type MarkFilterProps = {
  flags: readonly ItemFlag[];
  /** `any`, or a flag's id. */
  flag: string | null;
  unread: boolean;
  onChange: (change: { flag?: string | null; unread?: boolean | null }) => void;
};

/** Shows only what is unread, or has a flag. */
export function MarkFilter({ flags, flag, unread, onChange }: MarkFilterProps) {
  const name = flag === 'any' ? 'any flag' : flags.find(({ id }) => id === flag)?.name;
  const shown = [unread && 'unread', name].filter(Boolean).join(', ');
  return (
    <Menu
      label="Unread and flags"
      trigger={
        <IconButton
          variant={shown ? 'secondary' : 'quiet'}
          label={shown ? `Unread and flags: ${shown}` : 'Unread and flags'}
          icon={<Flag size={15} {...(shown && { fill: 'currentColor' })} />}
        />
      }
    >
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
    </Menu>
  );
}
