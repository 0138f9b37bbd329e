'use client';

import { Search, X } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField';
import { cx } from './cx.ts';

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
export function SearchField({ label, placeholder = label, className, ...props }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  // What was typed before the page's scripts had taken the input over, which the next drawing would wipe out.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the input appears
  useLayoutEffect(() => {
    const typed = input.current?.value;
    if (typed !== undefined && typed !== (props.value ?? props.defaultValue ?? '')) props.onChange?.(typed);
  }, []);
  return (
    <AriaSearchField {...props} aria-label={label} className={cx('group/search', className)}>
      <Group className="control">
        <Search aria-hidden="true" size={15} className="ml-2.5 shrink-0 text-muted" />
        <Input
          ref={input}
          data-page-search=""
          placeholder={placeholder}
          className="h-full min-w-0 flex-1 bg-transparent px-2 outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        <Button
          aria-label="Clear search"
          className="mr-1 pointer-coarse:mr-0 grid size-6 shrink-0 place-items-center rounded-sm text-muted hover:bg-hover hover:text-text pointer-coarse:size-11 group-data-empty/search:invisible"
        >
          <X aria-hidden="true" size={14} />
        </Button>
      </Group>
    </AriaSearchField>
  );
}
