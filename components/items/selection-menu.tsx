'use client';

import {
  Archive,
  ArrowLeftRight,
  Combine,
  Download,
  EllipsisVertical,
  ReceiptText,
  Send,
  TextCursorInput,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ClaimHandlers } from '#components/gathering/claim-handlers.ts';
import type { PaperHandlers } from '#components/papers/paper-handlers.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { useKeys } from '#components/ui/use-keys.ts';
import { otherWorkspace, type Workspace } from '#lib/domain/paths.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import { type ArchiveHandlers, archiveByHand } from './archive-by-hand.ts';
import { ExportDialog, type ExportHandlers } from './export-dialog.tsx';
import { type MoveHandlers, moveToOther } from './move-to-other.ts';
import { SendDialog } from './send-dialog.tsx';

export type SelectionMenuHandlers = {
  moving: MoveHandlers;
  archiving: ArchiveHandlers;
  exporting: ExportHandlers;
  claiming: ClaimHandlers;
  papers: PaperHandlers;
};

/** More are not merged at once. */
const MAX_MERGED = 50;

/** For whoever gathers a claim. */
const claimPart = later(() => import('#components/gathering/add-to-claim.tsx'));

const mergePart = later(() => import('#components/papers/merge-items-dialog.tsx'));

/** The keys of the menu. */
export type SelectionKey = 'a' | 'd' | 'l' | 't';

/** What can be done with selected items beside what has a button of its own, and the keys for it. */
export function SelectionMenu({
  slug,
  workspace,
  selected,
  asked,
  moving,
  archiving,
  exporting,
  claiming,
  papers,
  onEditRow,
  onDone,
}: SelectionMenuHandlers & {
  slug: string;
  workspace: Workspace;
  selected: readonly { id: string }[];
  /** What was pressed before the menu had come: done as it comes. */
  asked: SelectionKey | null;
  /** Edits a row where it is, which can be done with one. */
  onEditRow?: ((itemId: string) => void) | undefined;
  /** The selection has been dealt with. */
  onDone: () => void;
}) {
  const [isExporting, setExporting] = useState(false);
  const [isSending, setSending] = useState(false);
  const [isClaiming, setClaiming] = useState(false);
  const claims = useLater(claimPart, isClaiming);
  const [isMerging, setMerging] = useState(false);
  const merges = useLater(mergePart, isMerging);
  const itemIds = selected.map(({ id }) => id);
  const to = otherWorkspace[workspace];
  const [onlyId, ...others] = itemIds;
  const move = async () => {
    if (await moveToOther({ to, itemIds }, moving)) onDone();
  };
  const archive = async () => {
    if (await archiveByHand(itemIds, archiving)) onDone();
  };
  const acts: Record<SelectionKey, () => void> = {
    t: () => void move(),
    a: () => void archive(),
    d: () => setExporting(true),
    l: () => setSending(true),
  };
  useKeys(acts);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    if (asked) acts[asked]();
  }, []);
  return (
    <>
      <Menu
        label="More"
        trigger={<IconButton variant="secondary" label="More" icon={<EllipsisVertical size={14} />} />}
      >
        {onEditRow && onlyId !== undefined && others.length === 0 && hasColumns() && (
          <MenuItem id="row" icon={<TextCursorInput />} shortcut="F2" onAction={() => onEditRow(onlyId)}>
            Edit in its row
          </MenuItem>
        )}
        <MenuItem id="export" icon={<Download />} shortcut="D" onAction={() => setExporting(true)}>
          Export…
        </MenuItem>
        <MenuItem id="send" icon={<Send />} shortcut="L" onAction={() => setSending(true)}>
          Send…
        </MenuItem>
        {workspace === 'COSTS' && (
          <MenuItem id="claim" icon={<ReceiptText />} onAction={() => setClaiming(true)}>
            Add to expense claim…
          </MenuItem>
        )}
        {others.length > 0 && others.length < MAX_MERGED && (
          <MenuItem id="merge" icon={<Combine />} onAction={() => setMerging(true)}>
            Merge…
          </MenuItem>
        )}
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
      {claims && isClaiming && (
        <claims.AddToClaim {...{ itemIds, claiming, onDone }} onClose={() => setClaiming(false)} />
      )}
      {merges && isMerging && (
        <merges.MergeItemsDialog
          {...{ slug, itemIds }}
          handlers={papers}
          onDone={() => {
            setMerging(false);
            onDone();
          }}
          onClose={() => setMerging(false)}
        />
      )}
      <SendDialog
        {...{ slug, workspace, itemIds }}
        isOpen={isSending}
        onOpenChange={setSending}
        handlers={exporting.sending}
      />
    </>
  );
}

/** Where rows are cards, few of the fields have a place. */
const hasColumns = () => window.matchMedia('(width >= 48rem)').matches;
