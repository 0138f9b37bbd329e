'use client';

import { Flag, FlagOff, MailOpen, Settings2, UserRound } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import type { OwnerChoice } from '#lib/coding/owners.ts';
import type { ItemFlag } from '#lib/domain/flag.ts';
import { flagClasses } from './flag-mark.tsx';

/** What a key opens. */
export type OpenMark = 'flag' | 'owner' | null;

export type SelectionMarksProps = {
  flags: readonly ItemFlag[];
  owners: readonly OwnerChoice[];
  flagsHref: string;
  open: OpenMark;
  onOpen: (mark: OpenMark) => void;
  setFlag: (flagId: string | null) => void;
  setOwner: (ownerId: string | null) => void;
  onRead: () => void;
};

/** Marks for what is selected: a flag, an owner, and whether one has read it. */
export function SelectionMarks({
  flags,
  owners,
  flagsHref,
  open,
  onOpen,
  setFlag,
  setOwner,
  onRead,
}: SelectionMarksProps) {
  return (
    <>
      <Menu
        label="Flag"
        isOpen={open === 'flag'}
        onOpenChange={(isOpen) => onOpen(isOpen ? 'flag' : null)}
        trigger={<IconButton variant="secondary" label="Flag" shortcut="F" icon={<Flag size={14} />} />}
      >
        {flags.map(({ id, name, colour }) => (
          <MenuItem
            key={id}
            id={id}
            textValue={name}
            icon={<Flag fill="currentColor" className={flagClasses[colour]} />}
            onAction={() => setFlag(id)}
          >
            {name}
          </MenuItem>
        ))}
        <MenuItem id="none" textValue="No flag" icon={<FlagOff />} onAction={() => setFlag(null)}>
          No flag
        </MenuItem>
        <MenuSeparator />
        <MenuItem id="manage" textValue="Change the flags" icon={<Settings2 />} href={flagsHref}>
          Change the flags…
        </MenuItem>
      </Menu>
      <Menu
        label="Owner"
        search="Find an owner"
        isOpen={open === 'owner'}
        onOpenChange={(isOpen) => onOpen(isOpen ? 'owner' : null)}
        trigger={
          <IconButton variant="secondary" label="Give to an owner" shortcut="O" icon={<UserRound size={14} />} />
        }
      >
        {owners.map(({ id, name, isMe }) => (
          <MenuItem
            key={id}
            id={id}
            textValue={name}
            {...(isMe && { description: 'You' })}
            onAction={() => setOwner(id)}
          >
            {name}
          </MenuItem>
        ))}
        <MenuItem id="nobody" textValue="Nobody" onAction={() => setOwner(null)}>
          Nobody
        </MenuItem>
      </Menu>
      <IconButton
        variant="secondary"
        label="Read or unread"
        shortcut="M"
        icon={<MailOpen size={14} />}
        onPress={onRead}
      />
    </>
  );
}
