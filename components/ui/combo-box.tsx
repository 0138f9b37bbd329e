'use client';

import { useMemo, useState } from 'react';
import type { ComboBoxBaseProps } from './combo-box-types.ts';
import { useLater } from './later.ts';
import { asSections, type Option, type OptionSection } from './options.ts';
import { box, OptionComboBox } from './resting-combo-box.tsx';

export type ComboBoxProps = ComboBoxBaseProps & {
  /** The id of the chosen option. */
  value: string | null;
  onChange: (id: string | null) => void;
  /** All there is to choose, up to some thousands, with or without sections. */
  options: readonly Option[] | readonly OptionSection[];
  /** The chosen option when it is no longer among `options`, such as an archived account. */
  selectedOption?: Option;
};

/** Chooses one of a list by typing a part of its name or code. Tab or Enter takes the first match. */
export function ComboBox({ value, onChange, options, selectedOption, ...props }: ComboBoxProps) {
  const [query, setQuery] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const sections = useMemo(() => asSections(options), [options]);
  const isAsked = isOpen || query !== null;
  // With the list that shows them: what is typed before is looked up once that has come.
  const part = useLater(box, isAsked);
  const matches = useMemo(
    () => (isAsked && part ? part.matchSections(sections, query ?? '') : []),
    [isAsked, part, sections, query],
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
      onSelect={(option) => onChange(option?.id ?? null)}
      matches={matches}
      query={query}
      onQueryChange={setQuery}
      isOpen={isOpen}
      onOpenChange={setOpen}
    />
  );
}
