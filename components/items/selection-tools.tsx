'use client';

import { Pencil, Trash2 } from 'lucide-react';
import { PublishSelection } from '#components/publishing/publish-selection.tsx';
import type { usePublishSelection } from '#components/publishing/use-publish-selection.ts';
import { Button } from '#components/ui/button.tsx';
import { SelectionBar } from '#components/ui/selection-bar.tsx';
import type { OwnerChoice } from '#lib/coding/owners.ts';
import type { ItemFlag } from '#lib/domain/flag.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { SelectAll } from './select-all.tsx';
import { SelectionMarks } from './selection-marks.tsx';
import { type SelectionKey, SelectionMenu, type SelectionMenuHandlers } from './selection-menu.tsx';
import { SelectionSums } from './selection-sums.tsx';
import type { useItemSelection } from './use-item-selection.ts';
import type { useMarks } from './use-marks.ts';

export type SelectionToolsProps = {
  rows: readonly { id: string }[];
  selected: readonly { id: string; currency: string; total: string | null }[];
  choose: ReturnType<typeof useItemSelection>;
  hasMore: boolean;
  /** How many match; null for more than are counted. */
  all: number | null;
  may: { edit: boolean; publish: boolean };
  marks: ReturnType<typeof useMarks>;
  publishSelection: ReturnType<typeof usePublishSelection>;
  flags: readonly ItemFlag[];
  owners: readonly OwnerChoice[];
  flagsHref: string;
  menu: SelectionMenuHandlers & { slug: string; workspace: Workspace };
  /** What was pressed before these had come. */
  asked: SelectionKey | null;
  onEdit: () => void;
  onEditRow: (itemId: string) => void;
  onDelete: () => void;
  onClear: () => void;
};

/** What can be done with what is selected in the inbox. */
export function SelectionTools(props: SelectionToolsProps) {
  const { rows, selected, choose, hasMore, all, may, marks, publishSelection } = props;
  return (
    <SelectionBar
      count={selected.length}
      rowCount={rows.length}
      onSelectAll={() => choose.select(new Set(rows.map(({ id }) => id)))}
      onClear={props.onClear}
      sums={<SelectionSums selected={selected} />}
    >
      <SelectAll selected={selected.length} shown={rows.length} {...{ all, choose, hasMore }} />
      {may.edit && (
        <>
          <Button icon={<Pencil size={14} />} onPress={props.onEdit}>
            Edit
          </Button>
          <SelectionMarks {...marks.parts} flags={props.flags} owners={props.owners} flagsHref={props.flagsHref} />
        </>
      )}
      <Button icon={<Trash2 size={14} />} onPress={props.onDelete}>
        Delete
      </Button>
      {may.edit && (
        <SelectionMenu
          {...props.menu}
          {...{ selected, asked: props.asked }}
          onEditRow={props.onEditRow}
          onDone={props.onClear}
        />
      )}
      {may.publish && <PublishSelection {...publishSelection} />}
    </SelectionBar>
  );
}
