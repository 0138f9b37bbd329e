'use client';

import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { cx } from './cx.ts';
import { PlainButton } from './plain-button.tsx';

export type SearchFieldProps = {
  /** Its name, read aloud; shown as the placeholder unless another is given. */
  label: string;
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  /** On Enter. */
  onSubmit?: (value: string) => void;
  placeholder?: string;
  autoFocus?: boolean;
  className?: string;
};

/** Finds within what is on the page. Escape empties it; `/` focuses the first one on the page (see the shell). */
export function SearchField({
  label,
  value,
  defaultValue = '',
  onChange,
  onSubmit,
  placeholder = label,
  autoFocus,
  className,
}: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [own, setOwn] = useState(defaultValue);
  const text = value ?? own;

  function change(text: string) {
    setOwn(text);
    onChange?.(text);
  }

  // What was typed before the page's scripts had taken the input over, which the next drawing would wipe out.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the input appears
  useLayoutEffect(() => {
    const typed = input.current?.value;
    if (typed !== undefined && typed !== text) change(typed);
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && onSubmit) {
      event.preventDefault();
      onSubmit(text);
    }
    if (event.key === 'Escape' && text !== '') {
      event.preventDefault();
      event.stopPropagation();
      change('');
    }
  }

  return (
    <div className={className}>
      <div className="control">
        <Search aria-hidden="true" size={15} className="ml-2.5 shrink-0 text-muted" />
        <input
          ref={input}
          type="search"
          data-page-search=""
          aria-label={label}
          placeholder={placeholder}
          // biome-ignore lint/a11y/noAutofocus: the caller's choice, for a page that is there to be searched
          autoFocus={autoFocus}
          value={text}
          onChange={({ currentTarget }) => change(currentTarget.value)}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent px-2 text-ellipsis outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        <PlainButton
          aria-label="Clear search"
          excludeFromTabOrder
          onPress={() => {
            change('');
            input.current?.focus();
          }}
          className={cx(
            'mr-1 pointer-coarse:mr-0 grid size-6 shrink-0 place-items-center rounded-sm text-muted hover:bg-hover hover:text-text pointer-coarse:size-11',
            text === '' && 'invisible',
          )}
        >
          <X aria-hidden="true" size={14} />
        </PlainButton>
      </div>
    </div>
  );
}
