'use client';

import { Funnel, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { Menu } from '#components/ui/menu.tsx';
import { PlainButton } from '#components/ui/plain-button.tsx';
import { useKeys } from '#components/ui/use-keys.ts';
import type { ItemFilterName } from '#lib/domain/inbox-choices.ts';
import type { FilterList } from '#lib/domain/item-filters.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { FilterEntry, FilterFacts } from '#lib/inbox/filter-entries.ts';
import type { FiltersOfAddress } from '#lib/inbox/shown-filters.ts';

const menu = later(() => import('./filter-menu-items.tsx'));
const editor = later(() => import('./filter-editor.tsx'));

export type FindFilterEntries = (input: { list: FilterList; query: string }) => Promise<Result<FilterEntry[]>>;

/** What a list is filtered by, and what it can be. */
export type Filtering = { filters: FiltersOfAddress; facts: FilterFacts; find: FindFilterEntries };

export type FilterBarProps = Filtering & {
  workspace: Workspace;
  /** Who sees only their own has no lists to choose from. */
  seesAll: boolean;
  onChange: (change: Partial<Record<ItemFilterName, string | null>>) => void;
  onClear: () => void;
};

/** The filters that are set, each of which can be changed and taken away, and a menu of all there are. */
export function FilterBar({ workspace, filters, facts, find, seesAll, onChange, onClear }: FilterBarProps) {
  const { shown, dropped } = filters;
  const [isOpen, setOpen] = useState(false);
  const [edited, setEdited] = useState<ItemFilterName | null>(null);
  const add = useRef<HTMLDivElement>(null);
  /** What the filter that is edited is drawn beside. */
  const anchor = useRef<HTMLElement>(null);
  const chips = useRef(new Map<ItemFilterName, HTMLButtonElement | null>());
  const part = useLater(editor, edited !== null);
  const open = () => setOpen(true);
  useKeys({ F: open });

  function edit(name: ItemFilterName, beside: HTMLElement | null) {
    anchor.current = beside;
    setEdited(name);
  }

  function leave() {
    setEdited(null);
    // Beside what was changed, and where the next one is added.
    requestAnimationFrame(() => add.current?.querySelector('button')?.focus());
  }

  const isSet = shown.length + dropped.length > 0;
  return (
    <>
      <div ref={add}>
        <Menu
          label="Add a filter"
          search="Find a filter"
          items={menu}
          placement="bottom start"
          isOpen={isOpen}
          onOpenChange={setOpen}
          trigger={
            <Button icon={<Funnel aria-hidden="true" size={15} />} className="@max-2xl:min-w-11">
              <span className="@max-2xl:sr-only">Filter</span>
            </Button>
          }
        >
          <Items {...{ workspace, facts, seesAll }} onChoose={(name) => edit(name, add.current)} />
        </Menu>
      </div>
      {isSet && (
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
                  onPress={() => edit(name, chips.current.get(name) ?? null)}
                  className="flex h-6 min-w-0 items-center gap-1 rounded-l-md border bg-surface pr-1.5 pl-2 text-xs hover:bg-hover pointer-coarse:h-11"
                >
                  <span className="shrink-0 text-muted">{label}</span>
                  <bdi className="truncate">{text}</bdi>
                </PlainButton>
                <Remove label={label} onPress={() => onChange({ [name]: null })} />
              </li>
            ))}
            {dropped.map(({ name, label }) => (
              <li key={name} className="flex max-w-full min-w-0">
                <span className="flex h-6 min-w-0 items-center rounded-l-md border border-warning bg-surface pr-1.5 pl-2 text-xs text-warning pointer-coarse:h-11">
                  <span className="truncate">{label}: the address asks for nothing that is here, so all are shown</span>
                </span>
                <Remove label={label} onPress={() => onChange({ [name]: null })} />
              </li>
            ))}
          </ul>
          <Button variant="quiet" size="small" onPress={onClear}>
            Clear all
          </Button>
        </div>
      )}
      {edited && part && (
        <part.FilterEditor
          key={edited}
          {...{ workspace, facts, find, anchor }}
          name={edited}
          shown={shown.find(({ name }) => name === edited) ?? null}
          onApply={(value) => {
            onChange({ [edited]: value });
            leave();
          }}
          onClose={leave}
        />
      )}
    </>
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

export type FilterMenuProps = Pick<FilterBarProps, 'workspace' | 'facts' | 'seesAll'> & {
  onChoose: (name: ItemFilterName) => void;
};

function Items(props: FilterMenuProps) {
  const part = menu.now();
  return part && <part.FilterMenuItems {...props} />;
}
