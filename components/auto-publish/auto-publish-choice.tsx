'use client';

import { useState } from 'react';
import type { SaveState } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { failure, type Result } from '#lib/domain/result.ts';

export type ChooseAutoPublish = (input: {
  list: 'contacts' | 'paymentMethods';
  id: string;
  publishes: boolean | null;
}) => Promise<Result<null>>;

export const answers = [
  { id: 'REST', label: 'As the rest' },
  { id: 'YES', label: 'By itself' },
  { id: 'NEVER', label: 'Never by itself' },
] as const;
export type Answer = (typeof answers)[number]['id'];

export const answerOf = (publishes: boolean | null | undefined): Answer =>
  publishes === null || publishes === undefined ? 'REST' : publishes ? 'YES' : 'NEVER';
export const publishesOf = (answer: Answer): boolean | null => (answer === 'REST' ? null : answer === 'YES');

/** Whether what is of one supplier, customer or payment method is published by itself. Saved as it is chosen. */
export function AutoPublishChoice({
  list,
  id,
  label,
  publishes,
  choose,
}: {
  list: 'contacts' | 'paymentMethods';
  id: string;
  label: string;
  publishes: boolean | null;
  choose: ChooseAutoPublish;
}) {
  const [chosen, setChosen] = useState(answerOf(publishes));
  const [state, setState] = useState<SaveState>();
  const [problem, setProblem] = useState('');

  async function change(answer: Answer) {
    const before = chosen;
    setChosen(answer);
    setState('saving');
    const saved = await choose({ list, id, publishes: publishesOf(answer) }).catch(() =>
      failure('offline', 'The connection broke off, and this was not saved. Try again.'),
    );
    setState(saved.ok ? 'saved' : 'failed');
    setProblem(saved.ok ? '' : saved.error.message);
    if (!saved.ok) setChosen(before);
  }

  return (
    <Select
      label={label}
      value={chosen}
      options={answers}
      onChange={(answer) => void change(answer)}
      saveState={state}
      {...(problem && { problems: problem })}
      className="max-w-56"
    />
  );
}
