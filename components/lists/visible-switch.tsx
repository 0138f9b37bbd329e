'use client';

import { useCallback, useState } from 'react';
import { Switch } from '#components/ui/switch.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { Result } from '#lib/domain/result.ts';

export type SetVisible = (input: { id: string; isVisible: boolean }) => Promise<Result<null>>;

type Entry = { id: string; name: string; isVisible: boolean };

/** What was switched on this page since it was loaded: rows come and go as one scrolls, and must not forget it. */
export function useVisibility(save: SetVisible) {
  const [switched, setSwitched] = useState<ReadonlyMap<string, boolean>>(new Map());
  const change = useCallback(
    async (id: string, isVisible: boolean) => {
      setSwitched((now) => new Map(now).set(id, isVisible));
      const saved = await save({ id, isVisible });
      if (saved.ok) return;
      setSwitched((now) => new Map(now).set(id, !isVisible));
      toast({ title: 'Not saved', description: saved.error.message, tone: 'danger' });
    },
    [save],
  );
  return { switched, change };
}

/** Whether pickers offer the entry. Takes effect at once, and goes back if it could not be saved. */
export function VisibleSwitch({ entry, visibility }: { entry: Entry; visibility: ReturnType<typeof useVisibility> }) {
  return (
    <Switch
      isSelected={visibility.switched.get(entry.id) ?? entry.isVisible}
      onChange={(isVisible) => void visibility.change(entry.id, isVisible)}
      isLabelHidden
    >
      {entry.name} is offered when coding
    </Switch>
  );
}
