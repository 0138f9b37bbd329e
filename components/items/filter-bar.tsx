'use client';

import { Funnel } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { Menu } from '#components/ui/menu.tsx';
import { useKeys } from '#components/ui/use-keys.ts';
import type { ItemFilterName } from '#lib/domain/inbox-choices.ts';
import type { FilterList } from '#lib/domain/item-filters.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { FilterEntry, FilterFacts } from '#lib/inbox/filter-entries.ts';
import type { FiltersOfAddress } from '#lib/inbox/shown-filters.ts';

const menu = later(() => import('./filter-menu-items.tsx'));
const editor = later(() => import('./filter-editor.tsx'));
const chips = later(() => import('./filter-chips.tsx'));
/** Drawn with the page of a list that is filtered, as most are not. */
const FilterChips = lazy(async () => ({ default: (await chips.load()).FilterChips }));

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
  const part = useLater(editor, edited !== null);
  // There by the time that one is set.
  useLater(chips);
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
        <Suspense>
          <FilterChips {...{ shown, dropped, edited, onChange, onClear }} onEdit={edit} />
        </Suspense>
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

export type FilterMenuProps = Pick<FilterBarProps, 'workspace' | 'facts' | 'seesAll'> & {
  onChoose: (name: ItemFilterName) => void;
};

function Items(props: FilterMenuProps) {
  const part = menu.now();
  return part && <part.FilterMenuItems {...props} />;
}
