'use client';

import { useState } from 'react';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import {
  type AutoCategorise,
  autoCategoriseChoices,
  autoCategoriseNames,
  autoCategoriseWords,
} from '#lib/domain/suggestions/auto-categorise.ts';

/** What codes items by itself; it holds once it is chosen. */
export function AutoCategoriseForm({
  saved,
  choose,
}: {
  saved: AutoCategorise;
  choose: (input: { autoCategorise: AutoCategorise }) => Promise<Result<null>>;
}) {
  const [chosen, setChosen] = useState(saved);
  async function change(autoCategorise: AutoCategorise) {
    const before = chosen;
    setChosen(autoCategorise);
    const done = await choose({ autoCategorise }).catch(() =>
      failure('offline', 'The connection broke off, so it is not known whether this was saved. Reload.'),
    );
    if (done.ok) {
      return toast({
        title: `Auto-categorise: ${autoCategoriseNames[autoCategorise].toLowerCase()}`,
        description: 'For what arrives or changes from now on.',
        tone: 'success',
      });
    }
    setChosen(before);
    toast({ title: 'Not saved', description: done.error.message, tone: 'danger' });
  }
  return (
    <div className="max-w-3xl border-t px-4 py-3">
      <RadioGroup
        label="Auto-categorise"
        value={chosen}
        onChange={(autoCategorise) => void change(autoCategorise)}
        choices={autoCategoriseChoices.map((value) => ({
          value,
          label: autoCategoriseNames[value],
          description: autoCategoriseWords[value],
        }))}
      />
    </div>
  );
}
