'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { AsyncComboBox } from '#components/ui/async-combo-box.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { MAX_ENTRIES } from '#lib/domain/filter-values.ts';
import type { FilterList } from '#lib/domain/item-filters.ts';
import type { FilterEntry } from '#lib/inbox/filter-entries.ts';
import type { FindFilterEntries } from './filter-bar.tsx';
import { type FilterFieldProps, Words } from './filter-words.tsx';

/** Entries of a list, found by typing, or what a word stands for; any of them will do. */
export function EntriesFilter({
  label,
  list,
  words,
  find,
  known,
  value,
  onChange,
}: FilterFieldProps<'entries'> & {
  label: string;
  list: FilterList;
  words: Readonly<Record<string, string>>;
  find: FindFilterEntries;
  /** What is set already. */
  known: readonly FilterEntry[];
}) {
  const [entries, setEntries] = useState(known);
  const chosen = value?.words ?? [];

  function set(entries: readonly FilterEntry[], words: string[]) {
    setEntries(entries);
    const ids = entries.map(({ id }) => id);
    onChange(ids.length + words.length === 0 ? null : { kind: 'entries', ids, words });
  }

  return (
    <>
      {entries.length > 0 && (
        <ul aria-label={`${label}, chosen`} className="flex max-h-40 flex-col gap-0.5 overflow-y-auto">
          {entries.map(({ id, label }) => (
            <li key={id} className="flex items-center gap-1 text-sm">
              <bdi className="min-w-0 flex-1 truncate">{label}</bdi>
              <IconButton
                size="small"
                label={`Remove ${label}`}
                icon={<X aria-hidden="true" size={14} />}
                onPress={() =>
                  set(
                    entries.filter((entry) => entry.id !== id),
                    chosen,
                  )
                }
              />
            </li>
          ))}
        </ul>
      )}
      {entries.length < MAX_ENTRIES && (
        <AsyncComboBox
          // Begun anew once something was chosen.
          key={entries.length}
          autoFocus
          label={entries.length > 0 ? 'Or' : 'Is'}
          placeholder="Type to find…"
          emptyText="Nothing of this name"
          value={null}
          onChange={(option) => {
            if (option && !entries.some(({ id }) => id === option.id)) set([...entries, option], chosen);
          }}
          loadOptions={async (query) => {
            const found = await find({ list, query });
            if (!found.ok) throw new Error(found.error.message);
            return found.value;
          }}
        />
      )}
      <Words words={words} {...{ chosen }} onChange={(words) => set(entries, words)} />
    </>
  );
}
