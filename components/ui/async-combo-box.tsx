'use client';

import { useEffect, useRef, useState } from 'react';
import type { ComboBoxBaseProps } from './combo-box-types.ts';
import { asSections, type Option, type OptionSection } from './options.ts';
import { OptionComboBox } from './resting-combo-box.tsx';
import { setback } from './setbacks.ts';

export type AsyncComboBoxProps = ComboBoxBaseProps & {
  value: Option | null;
  onChange: (option: Option | null) => void;
  /** The best matches for a query, best first; for an empty query whatever is most likely wanted. Ask for fifty or so. */
  loadOptions: (query: string, signal: AbortSignal) => Promise<readonly Option[] | readonly OptionSection[]>;
};

type Answer = { query: string; matches: readonly OptionSection[] } | { query: string; failure: true };

const debounceMs = 120;

/** Chooses one of tens of thousands: the matches are asked for while the user types. */
export function AsyncComboBox({ value, onChange, loadOptions, ...props }: AsyncComboBoxProps) {
  const [query, setQuery] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const load = useRef(loadOptions);
  useEffect(() => {
    load.current = loadOptions;
  });

  const wanted = query?.trim() ?? '';
  // What was typed and left in a hurry is still looked for.
  const isAsked = isOpen || wanted !== '';
  useEffect(() => {
    if (!isAsked) return;
    const controller = new AbortController();
    const timer = setTimeout(
      async () => {
        try {
          const options = await load.current(wanted, controller.signal);
          if (!controller.signal.aborted) setAnswer({ query: wanted, matches: asSections(options) });
        } catch {
          if (controller.signal.aborted) return;
          setback();
          setAnswer({ query: wanted, failure: true });
        }
      },
      wanted === '' ? 0 : debounceMs,
    );
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [isAsked, wanted]);

  // Until the answer to this query is here, the previous matches stay: a list that empties and fills flickers.
  const isCurrent = answer?.query === wanted;
  const matches = answer && 'matches' in answer ? answer.matches : [];
  return (
    <OptionComboBox
      {...props}
      selected={value}
      onSelect={onChange}
      matches={matches}
      query={query}
      onQueryChange={setQuery}
      isOpen={isOpen}
      onOpenChange={setOpen}
      isLoading={!isCurrent}
      failureText={
        isCurrent && answer && 'failure' in answer ? 'The search did not work. Type again to retry.' : undefined
      }
    />
  );
}
