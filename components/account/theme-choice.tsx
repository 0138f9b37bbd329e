'use client';

import { useState } from 'react';
import { applyTheme } from '#components/shell/preferences.ts';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { Theme } from '#lib/domain/personal-preferences.ts';
import type { Result } from '#lib/domain/result.ts';
import { answerOf } from './link-token.ts';

/** How the product looks, here at once and in every other browser from its next page on. */
export function ThemeChoice({
  theme,
  save,
}: {
  theme: Theme;
  save: (input: { theme: Theme }) => Promise<Result<unknown>>;
}) {
  const [chosen, setChosen] = useState(theme);
  async function choose(theme: Theme) {
    setChosen(theme);
    applyTheme(theme);
    const saved = await answerOf(save({ theme }));
    if (!saved.ok) toast({ title: 'Not saved', description: saved.error.message, tone: 'danger' });
  }
  return (
    <RadioGroup
      label="Theme"
      value={chosen}
      onChange={choose}
      choices={[
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
        { value: 'system', label: 'As the system', description: 'Light or dark, as this device is at the moment.' },
      ]}
    />
  );
}
