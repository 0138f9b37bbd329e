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
  PenLine,
  Plus,
  Trash2,
} from 'lucide-react';
import { MenuItem, MenuSection } from '#components/ui/menu.tsx';
import { MAX_LINES } from '#lib/domain/coding/line-items.ts';
import type { LineMenuProps } from './line-menu.tsx';

/** What can be done with the selected lines, with all, and with the columns. */
export function LineMenuItems({ changes, range, count, columns, onChooseColumn, onChange, onPaste }: LineMenuProps) {
  const isOne = range.top === range.bottom;
  const these = isOne ? `Line ${range.top + 1}` : `Lines ${range.top + 1} to ${range.bottom + 1}`;
  const change = (words: string) => (
    <MenuItem icon={<PenLine />} onAction={onChange}>
      {words}
    </MenuItem>
  );
  const mayHide = columns.filter(({ isUsed }) => !isUsed);
  return (
    <>
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
    </>
  );
}
