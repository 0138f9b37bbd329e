'use client';

import { Archive, ArrowLeftRight, Download, EllipsisVertical } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { useKeys } from '#components/ui/use-keys.ts';
import { otherWorkspace, type Workspace } from '#lib/domain/paths.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import { type ArchiveHandlers, archiveByHand } from './archive-by-hand.ts';
import { ExportDialog, type ExportHandlers } from './export-dialog.tsx';
import { type MoveHandlers, moveToOther } from './move-to-other.ts';

export type SelectionMenuHandlers = { moving: MoveHandlers; archiving: ArchiveHandlers; exporting: ExportHandlers };

/** What can be done with selected items beside what has a button of its own, and the keys for it. */
export function SelectionMenu({
  slug,
  workspace,
  selected,
  moving,
  archiving,
  exporting,
  onDone,
}: SelectionMenuHandlers & {
  slug: string;
  workspace: Workspace;
  selected: readonly { id: string }[];
  /** The selection has been dealt with. */
  onDone: () => void;
}) {
  const [isExporting, setExporting] = useState(false);
  const itemIds = selected.map(({ id }) => id);
  const to = otherWorkspace[workspace];
  const move = async () => {
    if (await moveToOther({ to, itemIds }, moving)) onDone();
  };
  const archive = async () => {
    if (await archiveByHand(itemIds, archiving)) onDone();
  };
  useKeys({ t: () => void move(), a: () => void archive(), d: () => setExporting(true) });
  return (
    <>
      <Menu
        label="More"
        trigger={<IconButton variant="secondary" label="More" icon={<EllipsisVertical size={14} />} />}
      >
        <MenuItem id="export" icon={<Download />} shortcut="D" onAction={() => setExporting(true)}>
          Export…
        </MenuItem>
        <MenuItem id="archive" icon={<Archive />} shortcut="A" onAction={() => void archive()}>
          Archive
        </MenuItem>
        <MenuItem id="move" icon={<ArrowLeftRight />} shortcut="T" onAction={() => void move()}>
          Move to {workspaceNames[to].toLowerCase()}
        </MenuItem>
      </Menu>
      <ExportDialog
        {...{ slug }}
        choice={{ workspace, of: { kind: 'items', itemIds } }}
        isOpen={isExporting}
        onOpenChange={setExporting}
        handlers={exporting}
        bringBack={archiving.bringBack}
        onDone={onDone}
      />
    </>
  );
}
