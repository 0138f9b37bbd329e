'use client';

import { X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { PlainButton } from '#components/ui/plain-button.tsx';
import type { ItemFilterName } from '#lib/domain/inbox-choices.ts';
import type { FiltersOfAddress } from '#lib/inbox/shown-filters.ts';
import type { FilterBarProps } from './filter-bar.tsx';

const becauseOf = {
  nothing: 'the address asks for nothing that is here',
  rights: 'only who edits items filters by it',
};

/** The filters that are set: pressed, each is changed beside where it stands. */
export function FilterChips({
  shown,
  dropped,
  edited,
  onEdit,
  onChange,
  onClear,
}: Pick<FiltersOfAddress, 'shown' | 'dropped'> &
  Pick<FilterBarProps, 'onChange' | 'onClear'> & {
    edited: ItemFilterName | null;
    onEdit: (name: ItemFilterName, beside: HTMLElement | null) => void;
  }) {
  const chips = useRef(new Map<ItemFilterName, HTMLButtonElement | null>());
  return (
    <div className="order-last flex basis-full flex-wrap items-center gap-1.5">
      <ul aria-label="Filters" className="contents">
        {shown.map(({ name, label, text }) => (
          <li key={name} className="flex max-w-full min-w-0">
            <PlainButton
              aria-haspopup="dialog"
              aria-expanded={edited === name}
              ref={(button) => {
                chips.current.set(name, button);
              }}
              onPress={() => onEdit(name, chips.current.get(name) ?? null)}
              className="flex h-6 min-w-0 items-center gap-1 rounded-l-md border bg-surface pr-1.5 pl-2 text-xs hover:bg-hover pointer-coarse:h-11"
            >
              <span className="shrink-0 text-muted">{label}</span>
              <bdi className="truncate">{text}</bdi>
            </PlainButton>
            <Remove label={label} onPress={() => onChange({ [name]: null })} />
          </li>
        ))}
        {dropped.map(({ name, label, because }) => (
          <li key={name} className="flex max-w-full min-w-0">
            <span className="flex h-6 min-w-0 items-center rounded-l-md border border-warning bg-surface pr-1.5 pl-2 text-xs text-warning pointer-coarse:h-11">
              <span className="truncate">
                {label}: {becauseOf[because]}, so all are shown
              </span>
            </span>
            <Remove label={label} onPress={() => onChange({ [name]: null })} />
          </li>
        ))}
      </ul>
      <Button variant="quiet" size="small" onPress={onClear}>
        Clear all
      </Button>
    </div>
  );
}

function Remove({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <PlainButton
      aria-label={`Remove the filter ${label}`}
      onPress={onPress}
      className="grid h-6 w-6 shrink-0 place-items-center rounded-r-md border border-l-0 bg-surface text-muted hover:bg-hover hover:text-text pointer-coarse:size-11"
    >
      <X aria-hidden="true" size={12} />
    </PlainButton>
  );
}
