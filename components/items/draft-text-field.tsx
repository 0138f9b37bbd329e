'use client';

import { useState } from 'react';
import { TextField, type TextFieldProps } from '#components/ui/text-field.tsx';

export type DraftTextFieldProps = Omit<
  TextFieldProps,
  'value' | 'defaultValue' | 'onChange' | 'onBlur' | 'onKeyDown'
> & {
  value: string | null;
  /** On leaving the field, or on Enter, when the text differs. */
  onCommit: (text: string | null) => void;
};

/** A text that is saved when one has finished it; Escape gives back what was there. */
export function DraftTextField({ value, onCommit, rows = 1, ...props }: DraftTextFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);

  function commit() {
    if (typed === null) return;
    const text = typed.trim() || null;
    setTyped(null);
    if (text !== value) onCommit(text);
  }

  return (
    <TextField
      {...props}
      rows={rows}
      autoComplete="off"
      value={typed ?? value ?? ''}
      onChange={setTyped}
      onBlur={commit}
      onKeyDown={(event) => {
        const isDone = event.key === 'Enter' && (rows === 1 || event.ctrlKey || event.metaKey);
        if (isDone) commit();
        else if (event.key === 'Escape') setTyped(null);
        else event.continuePropagation();
      }}
    />
  );
}
