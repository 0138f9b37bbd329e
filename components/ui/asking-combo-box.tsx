'use client';

import { useEffect, useRef, useState } from 'react';
import type { Arrival, LoadOptions, OptionComboBoxProps } from './combo-box-types.ts';
import { OpenableComboBox } from './option-combo-box.tsx';
import { asSections, type OptionSection } from './options.ts';
import { setback } from './setbacks.ts';

type Answer = { query: string; matches: readonly OptionSection[] } | { query: string; failure: true };

const debounceMs = 120;

/** The field of an AsyncComboBox that somebody has come to: asks for what matches. */
export function AskingComboBox({
  loadOptions,
  ...props
}: Omit<OptionComboBoxProps, 'matches' | 'loadOptions'> & { loadOptions: LoadOptions; arrival: Arrival }) {
  const { query, isOpen } = props;
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
    <OpenableComboBox
      {...props}
      matches={matches}
      isLoading={!isCurrent}
      failureText={
        isCurrent && answer && 'failure' in answer ? 'The search did not work. Type again to retry.' : undefined
      }
    />
  );
}
