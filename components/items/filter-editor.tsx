'use client';

import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { FloatingDialog } from '#components/ui/popover-panel.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { firstUnfinished } from '#components/ui/unfinished.ts';
import { readFilter, writeFilter } from '#lib/domain/filter-values.ts';
import type { ItemFilterName } from '#lib/domain/inbox-choices.ts';
import { filterLabel, itemFilters } from '#lib/domain/item-filters.ts';
import { LONGEST_SEARCH } from '#lib/domain/normal-text.ts';
import type { ShownFilter } from '#lib/inbox/shown-filters.ts';
import { AmountsFilter } from './amounts-filter.tsx';
import { DatesFilter } from './dates-filter.tsx';
import { EntriesFilter } from './entries-filter.tsx';
import type { FilterBarProps } from './filter-bar.tsx';
import { Words } from './filter-words.tsx';

/** Changes one filter, which then holds with all others that are set. */
export function FilterEditor({
  name,
  workspace,
  facts,
  find,
  anchor,
  shown,
  onApply,
  onClose,
}: Pick<FilterBarProps, 'workspace' | 'facts' | 'find'> & {
  name: ItemFilterName;
  anchor: RefObject<HTMLElement | null>;
  shown: ShownFilter | null;
  /** Null takes the filter away. */
  onApply: (value: string | null) => void;
  onClose: () => void;
}) {
  const spec = itemFilters[name];
  const label = filterLabel(name, workspace, facts.tracking);
  const [value, setValue] = useState(() => (shown ? readFilter(name, shown.value) : null));
  const text = value && writeFilter(value);
  // What makes no sense, such as a range that ends before it begins, can't be asked for.
  const isWrong = text !== null && readFilter(name, text) === null;

  // By key one is where one types or chooses, and not at the whole of it.
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input,select,button')?.focus(), []);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    // What a field shows and has not given on, such as an amount that could be two, would be left out.
    const unfinished = firstUnfinished((element) => element?.closest('[data-filter]') !== null);
    if (unfinished) unfinished.focus();
    // What is as it was is no step for *Back* to take back.
    else if (text === (shown?.value ?? null)) onClose();
    else if (!isWrong) onApply(text);
  }

  return (
    <FloatingDialog label={label} anchor={anchor} placement="bottom start" offset={4} onClose={onClose}>
      <form ref={form} data-filter={name} onSubmit={onSubmit} className="flex w-72 max-w-full flex-col gap-3 p-3">
        <h2 className="text-sm font-medium">{label}</h2>
        {spec.kind === 'text' && (
          <TextField
            label="Contains"
            value={value?.kind === 'text' ? value.text : ''}
            maxLength={LONGEST_SEARCH}
            onChange={(text) => setValue(text === '' ? null : { kind: 'text', text })}
          />
        )}
        {spec.kind === 'choices' && (
          <Words
            words={spec.words}
            chosen={value?.kind === 'choices' ? value.words : []}
            onChange={(words) => setValue(words.length > 0 ? { kind: 'choices', words } : null)}
          />
        )}
        {spec.kind === 'amounts' && (
          <AmountsFilter value={value?.kind === 'amounts' ? value : null} onChange={setValue} />
        )}
        {spec.kind === 'dates' && (
          <DatesFilter
            value={value?.kind === 'dates' || value?.kind === 'period' || value?.kind === 'noDate' ? value : null}
            onChange={setValue}
            mayBeNone={spec.mayBeNone}
            timeZone={facts.timeZone}
          />
        )}
        {spec.kind === 'entries' && (
          <EntriesFilter
            {...{ label, find }}
            list={spec.list}
            words={spec.words}
            known={shown?.entries ?? []}
            value={value?.kind === 'entries' ? value : null}
            onChange={setValue}
          />
        )}
        {isWrong && <p className="text-xs text-danger">The first of the two comes after the second.</p>}
        <div className="flex justify-end gap-2">
          {shown && (
            <Button variant="quiet" onPress={() => onApply(null)}>
              Remove
            </Button>
          )}
          <Button type="submit" variant="primary" isDisabled={isWrong}>
            Apply
          </Button>
        </div>
      </form>
    </FloatingDialog>
  );
}
