'use client';

import { useRef, useState } from 'react';
import { useEarlyTyping } from '#components/ui/select-on-focus.ts';
import { TextField, type TextFieldProps } from '#components/ui/text-field.tsx';

export type DraftTextFieldProps = Omit<
  TextFieldProps,
  'value' | 'defaultValue' | 'onChange' | 'onBlur' | 'onKeyDown' | 'inputRef'
> & {
  value: string | null;
  /** On leaving the field, or on Enter, when the text differs. */
  onCommit: (text: string | null) => void;
};

/** A text that is saved when one has finished it; Escape gives back what was there. */
export function DraftTextField({ value, onCommit, rows = 1, ...props }: DraftTextFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);

  if (typed !== null && (props.isDisabled || props.isReadOnly)) setTyped(null);

  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEarlyTyping(input, { label: props.label, shown: value ?? '', typed }, (text, isLeft) => {
    setTyped(text);
    if (isLeft) commit(text);
  });

  function commit(typed: string | null) {
    if (typed === null) return;
    const text = typed.trim() || null;
    setTyped(null);
    if (text !== value) onCommit(text);
  }

  return (
    <TextField
      {...props}
      rows={rows}
      inputRef={input}
      autoComplete="off"
      value={typed ?? value ?? ''}
      onChange={setTyped}
      onBlur={() => commit(typed)}
      onKeyDown={(event) => {
        const isDone = event.key === 'Enter' && (rows === 1 || event.ctrlKey || event.metaKey);
        const isGivenUp = event.key === 'Escape' && typed !== null;
        if (isDone) commit(typed);
        if (!isGivenUp) return;
        setTyped(null);
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
