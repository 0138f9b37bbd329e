'use client';

import { useState } from 'react';
import { applyTheme } from '#components/shell/preferences.ts';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { type NoticeKind, noticeKinds, noticeTexts, type Theme } from '#lib/domain/personal-preferences.ts';
import type { Result } from '#lib/domain/result.ts';
import { answerOf } from './link-token.ts';

const notSaved = (message: string) => toast({ title: 'Not saved', description: message, tone: 'danger' });

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
    if (!saved.ok) notSaved(saved.error.message);
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

/** Which mails come beside those about the safety of the account. */
export function NoticeSwitches({
  notices,
  save,
}: {
  notices: Readonly<Record<NoticeKind, boolean>>;
  save: (input: { kind: NoticeKind; isWanted: boolean }) => Promise<Result<unknown>>;
}) {
  const [wanted, setWanted] = useState(notices);
  async function set(kind: NoticeKind, isWanted: boolean) {
    setWanted((before) => ({ ...before, [kind]: isWanted }));
    const saved = await answerOf(save({ kind, isWanted }));
    if (saved.ok) return;
    setWanted((before) => ({ ...before, [kind]: !isWanted }));
    notSaved(saved.error.message);
  }
  return (
    <div className="flex flex-col gap-3">
      <Switch
        isSelected
        isDisabled
        onChange={() => undefined}
        description="New devices and whatever changes how you sign in or what you may do: these always come, and cannot be switched off."
      >
        Security
      </Switch>
      {noticeKinds.map((kind) => (
        <Switch
          key={kind}
          isSelected={wanted[kind]}
          onChange={(isWanted) => void set(kind, isWanted)}
          description={noticeTexts[kind].description}
        >
          {noticeTexts[kind].label}
        </Switch>
      ))}
    </div>
  );
}
