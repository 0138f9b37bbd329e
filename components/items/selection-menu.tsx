'use client';

import { ArrowLeftRight, EllipsisVertical } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { useKeys } from '#components/ui/use-keys.ts';
import { otherWorkspace, type Workspace } from '#lib/domain/paths.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import { type MoveHandlers, moveToOther } from './move-to-other.ts';

export type SelectionMenuHandlers = { moving: MoveHandlers };

/** What can be done with selected items beside what has a button of its own, and the keys for it. */
export function SelectionMenu({
  workspace,
  selected,
  moving,
  onDone,
}: SelectionMenuHandlers & {
  workspace: Workspace;
  selected: readonly { id: string }[];
  /** The selection has been dealt with. */
  onDone: () => void;
}) {
  const itemIds = selected.map(({ id }) => id);
  const to = otherWorkspace[workspace];
  const move = async () => {
    if (await moveToOther({ to, itemIds }, moving)) onDone();
  };
  useKeys({ t: () => void move() });
  return (
    <Menu label="More" trigger={<IconButton variant="secondary" label="More" icon={<EllipsisVertical size={14} />} />}>
      <MenuItem id="move" icon={<ArrowLeftRight />} shortcut="T" onAction={() => void move()}>
        Move to {workspaceNames[to].toLowerCase()}
      </MenuItem>
    </Menu>
  );
}
