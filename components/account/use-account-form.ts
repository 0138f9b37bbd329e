'use client';

import { type FormEvent, useState } from 'react';
import type { Failure, Result } from '#lib/domain/result.ts';
import { answerOf } from './link-token.ts';

/**
 * A small form of texts: what is typed stays until it is done, and what is wrong with it stands until it is changed. It
 * begins with what `first` gives: what was typed before the page's scripts had come.
 */
export function useAccountForm<Values extends Record<string, string>, Done>(
  empty: Values,
  send: (values: Values) => Promise<Result<Done>>,
  onDone: (values: Values, done: Done) => unknown,
  first: () => Values = () => empty,
) {
  const [values, setValues] = useState(first);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [isPending, setPending] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const answer = await answerOf(send(values));
    setFailure(answer.ok ? null : answer.error);
    setProblems(answer.ok ? {} : (answer.error.fields ?? {}));
    if (answer.ok) {
      await onDone(values, answer.value);
      setValues(empty);
    }
    setPending(false);
  }

  const field = (name: keyof Values & string) => ({
    name,
    value: values[name] ?? '',
    onChange: (text: string) => {
      setValues((before) => ({ ...before, [name]: text }));
      setProblems(({ [name]: _, ...others }) => others);
    },
    problems: problems[name],
  });

  return { field, submit, isPending, failure, message: failure && !failure.fields ? failure.message : null };
}

/** Goes on by a whole load, so that nothing seen stays in the tab's memory. What waits for it waits until then. */
export function leaving(address: string): Promise<never> {
  window.location.assign(address);
  return new Promise(() => {});
}
