'use client';

import { useMemo, useState } from 'react';
import type { ComboBoxBaseProps, LoadOptions } from './combo-box-types.ts';
import { useLater } from './later.ts';
import { asSections, type Option, type OptionSection } from './options.ts';
import { OptionComboBox, openableBox } from './resting-combo-box.tsx';

export type ComboBoxProps = ComboBoxBaseProps & {
  /** The id of the chosen option. */
  value: string | null;
  onChange: (id: string | null, option: Option | null) => void;
  /** All there is to choose, up to some thousands, with or without sections. */
  options: readonly Option[] | readonly OptionSection[];
  /** The chosen option when it is no longer among `options`, such as an archived account. */
  selectedOption?: Option;
  /** In place of `options`, where there may be more than a page has: see AsyncComboBox. */
  loadOptions?: LoadOptions;
};

/** Chooses one of a list by typing a part of its name or code. Tab or Enter takes the first match. */
export function ComboBox({ value, onChange, options, selectedOption, ...props }: ComboBoxProps) {
  const [query, setQuery] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const sections = useMemo(() => asSections(options), [options]);
  const isAsked = isOpen || query !== null;
  const part = useLater(openableBox);
  // In the drawing that has the list, and not after it: what Enter takes must be known when that list comes.
  const matches = useMemo(
    () => (part && isAsked ? part.matchSections(sections, query ?? '') : []),
    [part, isAsked, sections, query],
  );
  const selected = useMemo(() => {
    if (value === null) return null;
    const known = sections.flatMap(({ options }) => options).find(({ id }) => id === value);
    return known ?? (selectedOption?.id === value ? selectedOption : null);
  }, [sections, value, selectedOption]);

  return (
    <OptionComboBox
      {...props}
      selected={selected}
      onSelect={(option) => onChange(option?.id ?? null, option)}
      matches={matches}
      query={query}
      onQueryChange={setQuery}
      isOpen={isOpen}
      onOpenChange={setOpen}
    />
  );
}
