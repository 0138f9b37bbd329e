'use client';

import { Check } from 'lucide-react';
import { ListBoxItem } from 'react-aria-components/ListBox';
import type { Option } from './options.ts';

export const optionClass =
  'flex min-h-(--control-small) cursor-default items-center gap-2 rounded-md px-2 py-1 text-sm outline-none ' +
  'data-focused:bg-hover data-selected:font-medium data-disabled:text-muted';

/** An option in the list of a Select or a ComboBox. */
export function OptionItem({ option }: { option: Option }) {
  return (
    <ListBoxItem id={option.id} textValue={option.label} isDisabled={option.isDisabled} className={optionClass}>
      {({ isSelected }) => (
        <>
          <span className="min-w-0 flex-1">
            {/* What tells two apart is often at the end of their names. */}
            <span className="line-clamp-2 wrap-anywhere">{option.label}</span>
            {option.description && (
              <span className="block truncate text-xs font-normal text-muted">{option.description}</span>
            )}
          </span>
          {option.detail && <span className="shrink-0 text-xs text-muted tabular-nums">{option.detail}</span>}
          {isSelected && <Check aria-hidden="true" size={14} className="shrink-0 text-accent-text" />}
        </>
      )}
    </ListBoxItem>
  );
}
