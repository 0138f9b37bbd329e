'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import { ShownNumber } from './shown-number.tsx';

/**
 * What can be done with the rows that are selected, in the place of the search and the filters: `children` are the
 * buttons, the main one last. Escape in the table clears the selection too.
 */
export function SelectionBar({
  count,
  rowCount,
  onSelectAll,
  onClear,
  sums,
  children,
}: {
  count: number;
  /** Rows that could be selected. */
  rowCount: number;
  onSelectAll: () => void;
  onClear: () => void;
  /** What they come to, beside their number. */
  sums?: ReactNode;
  children: ReactNode;
}) {
  const isAll = count === rowCount;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form's fields
    <div role="group" aria-label="Selection" className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
      {/* Where rows are cards, their table has no head to select all by. */}
      <label className="-ml-3 hidden size-11 place-items-center @max-2xl:grid">
        <input
          type="checkbox"
          aria-label="Select all"
          checked={isAll}
          ref={(input) => {
            if (input) input.indeterminate = !isAll;
          }}
          onChange={isAll ? onClear : onSelectAll}
          className="check"
        />
      </label>
      <span className="-ml-1.5 @max-2xl:hidden">
        <IconButton label="Clear selection" shortcut="Esc" icon={<X size={16} />} onPress={onClear} />
      </span>
      {/* Where there is little room, what they come to stands below the buttons. */}
      <p role="status" className="mr-auto text-sm font-medium tabular-nums @max-2xl:contents">
        <span className="@max-2xl:mr-auto">
          <ShownNumber value={count} /> selected
        </span>
        {sums && <span className="@max-2xl:order-last @max-2xl:basis-full">{sums}</span>}
      </p>
      {children}
    </div>
  );
}
