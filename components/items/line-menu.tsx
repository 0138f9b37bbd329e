'use client';

import { MoreHorizontal } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { later } from '#components/ui/later.ts';
import { Menu } from '#components/ui/menu.tsx';
import type { Range } from './grid-moves.ts';
import type { OptionalColumn } from './line-columns.ts';
import type { LineChanges } from './use-line-changes.ts';

const items = later(() => import('./line-menu-items.tsx'));

export type LineMenuProps = {
  changes: LineChanges;
  /** The lines that are selected. */
  range: Range;
  count: number;
  columns: readonly { name: OptionalColumn; label: string; isShown: boolean; isUsed: boolean }[];
  onChooseColumn: (name: OptionalColumn, isShown: boolean) => void;
  /** Asks for what to change of several lines. */
  onChange: () => void;
  onPaste: () => void;
};

/** What can be done with lines, for those who do not know the keys. */
export function LineMenu(props: LineMenuProps) {
  return (
    <Menu
      label="Lines"
      items={items}
      trigger={<IconButton size="small" label="More for lines" icon={<MoreHorizontal size={16} />} />}
    >
      <Items {...props} />
    </Menu>
  );
}

function Items(props: LineMenuProps) {
  const part = items.now();
  return part && <part.LineMenuItems {...props} />;
}
