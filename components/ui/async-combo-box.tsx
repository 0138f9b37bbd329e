'use client';

import { useState } from 'react';
import type { ComboBoxBaseProps, LoadOptions } from './combo-box-types.ts';
import type { Option } from './options.ts';
import { OptionComboBox } from './resting-combo-box.tsx';

export type AsyncComboBoxProps = ComboBoxBaseProps & {
  value: Option | null;
  onChange: (option: Option | null) => void;
  loadOptions: LoadOptions;
};

/** Chooses one of tens of thousands: the matches are asked for while the user types. */
export function AsyncComboBox({ value, onChange, ...props }: AsyncComboBoxProps) {
  const [query, setQuery] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <OptionComboBox
      {...props}
      selected={value}
      onSelect={onChange}
      matches={[]}
      query={query}
      onQueryChange={setQuery}
      isOpen={isOpen}
      onOpenChange={setOpen}
    />
  );
}
