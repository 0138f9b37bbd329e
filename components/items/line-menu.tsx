'use client';

import {
  ArrowDown,
  ArrowUp,
  ClipboardPaste,
  Columns3,
  CopyPlus,
  EyeOff,
  Group,
  ListX,
  MoreHorizontal,
  PenLine,
  Plus,
  Trash2,
} from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSection } from '#components/ui/menu.tsx';
import { MAX_LINES } from '#lib/domain/coding/line-items.ts';
import type { Range } from './grid-moves.ts';
import type { OptionalColumn } from './line-columns.ts';
import type { LineChanges } from './use-line-changes.ts';

/** What can be done with lines, for those who do not know the keys. */
export function LineMenu({
  changes,
  range,
  count,
  columns,
  onChooseColumn,
  onChange,
  onPaste,
}: {
  changes: LineChanges;
  /** The lines that are selected. */
  range: Range;
  count: number;
  columns: readonly { name: OptionalColumn; label: string; isShown: boolean; isUsed: boolean }[];
  onChooseColumn: (name: OptionalColumn, isShown: boolean) => void;
  /** Asks for what to change of several lines. */
  onChange: () => void;
  onPaste: () => void;
}) {
  const isOne = range.top === range.bottom;
  const these = isOne ? `Line ${range.top + 1}` : `Lines ${range.top + 1} to ${range.bottom + 1}`;
  const change = (words: string) => (
    <MenuItem icon={<PenLine />} onAction={onChange}>
      {words}
    </MenuItem>
  );
  const mayHide = columns.filter(({ isUsed }) => !isUsed);
  return (
    <Menu
      label="Lines"
      trigger={<IconButton size="small" label="More for lines" icon={<MoreHorizontal size={16} />} />}
    >
      <MenuSection title={these}>
        {!isOne && change('Change…')}
        <MenuItem
          icon={<Plus />}
          shortcut="Ctrl Enter"
          onAction={() => changes.add(range.bottom)}
          isDisabled={count >= MAX_LINES}
        >
          Add a line below
        </MenuItem>
        <MenuItem
          icon={<CopyPlus />}
          shortcut="Alt Shift ↓"
          onAction={() => changes.duplicate(range)}
          isDisabled={count >= MAX_LINES}
        >
          Duplicate
        </MenuItem>
        <MenuItem
          icon={<ArrowUp />}
          shortcut="Alt ↑"
          onAction={() => changes.move(range, -1)}
          isDisabled={range.top === 0}
        >
          Move up
        </MenuItem>
        <MenuItem
          icon={<ArrowDown />}
          shortcut="Alt ↓"
          onAction={() => changes.move(range, 1)}
          isDisabled={range.bottom >= count - 1}
        >
          Move down
        </MenuItem>
        <MenuItem icon={<Trash2 />} shortcut="Ctrl Delete" onAction={() => changes.remove(range)}>
          Remove
        </MenuItem>
      </MenuSection>
      <MenuSection title="All lines">
        {isOne && change('Change all lines…')}
        <MenuItem icon={<ClipboardPaste />} onAction={onPaste}>
          Paste from a spreadsheet…
        </MenuItem>
        <MenuItem icon={<Group />} onAction={() => changes.group('description')}>
          Group by description
        </MenuItem>
        <MenuItem icon={<Group />} onAction={() => changes.group('taxRateId')}>
          Group by tax rate
        </MenuItem>
        <MenuItem icon={<ListX />} onAction={() => changes.removeAll()}>
          Remove all lines
        </MenuItem>
      </MenuSection>
      {mayHide.length > 0 && (
        <MenuSection title="Columns">
          {mayHide.map(({ name, label, isShown }) => (
            <MenuItem
              key={name}
              icon={isShown ? <EyeOff /> : <Columns3 />}
              onAction={() => onChooseColumn(name, !isShown)}
              textValue={`${isShown ? 'Hide' : 'Show'} ${label}`}
              {...(name === 'rebillableContactId' && { description: 'Kept in Intray: your books are not told of it.' })}
            >
              {isShown ? 'Hide' : 'Show'} {label}
            </MenuItem>
          ))}
        </MenuSection>
      )}
    </Menu>
  );
}
