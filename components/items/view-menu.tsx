'use client';

import { Columns3 } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useLater } from '#components/ui/later.ts';
import { Popover } from '#components/ui/popover.tsx';
import type { Column } from '#components/ui/table.tsx';
import { listPanels } from './list-panels.ts';
import type { KeptLayout } from './use-layout.ts';

export type ViewMenuProps = KeptLayout & {
  /** The list's own columns, and the names of the active tracking categories. */
  own: readonly Column<never>[];
  tracking: readonly string[];
};

/** Which columns a list shows, in which order, and how close its rows are. Cards of a phone have none. */
export function ViewMenu(props: ViewMenuProps) {
  return (
    <div className="@max-2xl:hidden">
      <Popover
        label="View"
        placement="bottom end"
        trigger={<IconButton label="View: columns and density" icon={<Columns3 aria-hidden="true" size={15} />} />}
      >
        <Panel {...props} />
      </Popover>
    </div>
  );
}

function Panel(props: ViewMenuProps) {
  const part = useLater(listPanels, true);
  return part && <part.ViewPanel {...props} />;
}
