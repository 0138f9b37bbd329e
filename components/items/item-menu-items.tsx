'use client';

import {
  Archive,
  ArchiveRestore,
  ArrowLeftRight,
  ChevronsDown,
  Download,
  Eye,
  Files,
  ScanText,
  Send,
  Split,
  Trash2,
  Workflow,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { opensNextItem, setOpensNextItem } from '#components/shell/preferences.ts';
import { MenuItem } from '#components/ui/menu.tsx';
import { leave } from '#components/ui/unfinished.ts';
import { otherWorkspace, pagesPath } from '#lib/domain/paths.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import type { ItemHeaderProps } from './item-header.tsx';

export type ItemMenuProps = Pick<
  ItemHeaderProps,
  | 'slug'
  | 'item'
  | 'may'
  | 'isLocked'
  | 'ledgerName'
  | 'onPreview'
  | 'onDelete'
  | 'onSetRules'
  | 'onMove'
  | 'onArchive'
  | 'onBringBack'
  | 'staysArchived'
  | 'onExport'
  | 'onSend'
  | 'onSplit'
  | 'onReadAgain'
>;

/** What is seldom done with an item as a whole. */
export function ItemMenuItems(props: ItemMenuProps) {
  const router = useRouter();
  const { slug, item, may, isLocked, onDelete, onMove, onArchive, onBringBack, onExport, onSend } = props;
  return (
    <>
      {may.publish && <NextAfterPublishing />}
      {props.onPreview && (
        <MenuItem icon={<Eye />} onAction={props.onPreview}>
          What {props.ledgerName} will show
        </MenuItem>
      )}
      {props.onSetRules && !isLocked && (
        <MenuItem icon={<Workflow />} shortcut="S" onAction={props.onSetRules}>
          {item.workspace === 'COSTS' ? 'Set supplier rules…' : 'Set customer rules…'}
        </MenuItem>
      )}
      {props.onReadAgain && (
        <MenuItem icon={<ScanText />} onAction={props.onReadAgain}>
          {item.reading ? 'Read again' : 'Read the document'}
        </MenuItem>
      )}
      {may.edit && item.document && (
        <MenuItem
          icon={<Files />}
          onAction={() => leave(() => router.push(pagesPath(slug, item.workspace, item.number)))}
        >
          Pages, split, merge…
        </MenuItem>
      )}
      {props.onSplit && (
        <MenuItem icon={<Split />} onAction={props.onSplit}>
          Split amounts…
        </MenuItem>
      )}
      {onExport && (
        <MenuItem icon={<Download />} shortcut="D" onAction={onExport}>
          Export…
        </MenuItem>
      )}
      {onSend && (
        <MenuItem icon={<Send />} shortcut="L" onAction={onSend}>
          Send…
        </MenuItem>
      )}
      {onArchive && (
        <MenuItem icon={<Archive />} shortcut="A" onAction={onArchive}>
          Archive
        </MenuItem>
      )}
      {onBringBack && (
        <MenuItem icon={<ArchiveRestore />} shortcut="A" onAction={onBringBack}>
          Move back to the inbox
        </MenuItem>
      )}
      {props.staysArchived && (
        <MenuItem
          icon={<ArchiveRestore />}
          isDisabled
          textValue="Move back to the inbox"
          description="What is in the books stays in the archive, by Business settings > Publishing."
        >
          Move back to the inbox
        </MenuItem>
      )}
      {onMove && (
        <MenuItem icon={<ArrowLeftRight />} shortcut="T" onAction={onMove}>
          Move to {workspaceNames[otherWorkspace[item.workspace]].toLowerCase()}
        </MenuItem>
      )}
      {!isLocked && !item.claim && (
        <MenuItem icon={<Trash2 />} tone="danger" onAction={onDelete}>
          Delete item
        </MenuItem>
      )}
    </>
  );
}

/** A setting of this browser: read when the menu opens, changed at once. */
function NextAfterPublishing() {
  const opens = opensNextItem();
  return (
    <MenuItem
      icon={<ChevronsDown />}
      isCurrent={opens}
      onAction={() => setOpensNextItem(!opens)}
      textValue="Open the next item after publishing"
    >
      Open the next item after publishing
    </MenuItem>
  );
}
